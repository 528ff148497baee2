package io.multilith.impl.http;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * Where the WAR's Jakarta REST application is, below the context root. Told when the WAR starts; who asks earlier, as Open
 * Liberty's OpenAPI does, is told of the application that is a bean. Thread-safe.
 */
@ApplicationScoped
public class RestBase {
    private final BeanManager beans;
    private volatile Optional<String> told = Optional.empty();

    /** For the client proxy only. */
    protected RestBase() {
        this(null);
    }

    @Inject
    public RestBase(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * Is told what the server makes of the application.
     *
     * @param annotated
     *            what {@code @ApplicationPath} says
     * @param mappings
     *            the URL patterns of the application's servlet, which go ahead of it
     */
    void set(Optional<String> annotated, Collection<String> mappings) {
        told = Optional.of(mappings.stream().filter(pattern -> pattern.endsWith("/*")).findFirst()
                .map(pattern -> pattern.substring(0, pattern.length() - 2))
                .or(() -> annotated.map(RestBase::clean)).orElse(""));
    }

    /** Begins with a slash and ends without one; empty for the context root itself. */
    public String path() {
        return told.orElseGet(() -> beans.getBeans(Application.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass().getAnnotation(ApplicationPath.class)).filter(Objects::nonNull)
                .findFirst().map(path -> clean(path.value())).orElse(""));
    }

    private static String clean(String path) {
        var words = path.replaceAll("^/+|/+(\\*)?$", "");
        return words.isEmpty() ? "" : "/" + words;
    }
}
