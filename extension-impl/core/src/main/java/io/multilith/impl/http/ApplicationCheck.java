package io.multilith.impl.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.ResourceDispatcher;

import static io.multilith.impl.http.HttpMessages.MESSAGES;

/**
 * Refuses to start a WAR whose collections could not be reached over HTTP, or whose services would answer it past the worker
 * pipeline and in words of their own: without a Jakarta REST {@code Application}, with two, or with one that lists its classes
 * and leaves ours out. The extension cannot tell, because not every server shows it the {@code Application}.
 */
@HandlesTypes({Application.class, ApplicationPath.class})
public class ApplicationCheck implements ServletContainerInitializer {
    private static final Set<Class<?>> OURS = Set.of(CollectionPaths.class, CollectionEndpoint.class,
            DeadLetterEndpoint.class, EntrypointEndpoint.class, SchemaEndpoint.class, AsyncApiEndpoint.class,
            RestRequests.class, ProblemMapper.class,
            ViolationMapper.class, BodyReading.class);
    private static final String UNNAMED = Application.class.getName();
    private static final String PARAMETER = "jakarta.ws.rs.Application";

    @Override
    public void onStartup(Set<Class<?>> found, ServletContext context) throws ServletException {
        var problems = new ArrayList<>(CDI.current().select(CrossOrigins.class).get().problems());
        if (hasCollections() || hasServicesOfHttp()) {
            problems.addAll(checkApplications(found, context));
        }
        if (!problems.isEmpty()) {
            CDI.current().select(WebProblems.class).get().set(problems);
            throw new ServletException(String.join("\n", problems));
        }
    }

    private static List<String> checkApplications(Set<Class<?>> found, ServletContext context) {
        var registered = context.getServletRegistrations();
        var applications = applications(found, registered);
        tellBase(applications, registered);
        return check(applications, registered.containsKey(UNNAMED));
    }

    private static void tellBase(List<Class<?>> applications, Map<String, ? extends ServletRegistration> registered) {
        var annotated = applications.stream().map(type -> type.getAnnotation(ApplicationPath.class))
                .filter(Objects::nonNull).map(ApplicationPath::value).findFirst();
        var names = applications.isEmpty()
                ? Set.of(UNNAMED)
                : applications.stream().map(Class::getName).collect(Collectors.toSet());
        var mappings = registered.entrySet().stream()
                .filter(servlet -> names.contains(servlet.getKey())
                        || names.contains(String.valueOf(servlet.getValue().getInitParameter(PARAMETER))))
                .flatMap(servlet -> Stream.ofNullable(servlet.getValue().getMappings()).flatMap(Collection::stream))
                .toList();
        CDI.current().select(RestBase.class).get().set(annotated, mappings);
    }

    static List<String> check(List<Class<?>> applications, boolean mappedInWebXml) {
        var problems = new ArrayList<String>();
        if (applications.isEmpty() && !mappedInWebXml) {
            problems.add(MESSAGES.noApplication());
        }
        if (applications.size() > 1) {
            problems.add(MESSAGES.twoApplications(applications.stream().map(Class::getName).sorted().toList()));
        }
        applications.stream().filter(ApplicationCheck::leavesOursOut)
                .forEach(type -> problems.add(MESSAGES.leavesOursOut(type.getName())));
        return problems;
    }

    private static boolean hasCollections() {
        return !CDI.current().select(ResourceDispatcher.class).get().collections().isEmpty();
    }

    private static boolean hasServicesOfHttp() {
        return CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass).anyMatch(type -> type.isAnnotationPresent(ServiceEntrypoint.class)
                        && withSupertypes(type).anyMatch(one -> one.isAnnotationPresent(Path.class)));
    }

    /** Servers take the annotations of superclasses and interfaces as well. */
    private static Stream<Class<?>> withSupertypes(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.concat(Stream.ofNullable(type.getSuperclass()),
                Stream.of(type.getInterfaces())).flatMap(ApplicationCheck::withSupertypes));
    }

    private static List<Class<?>> applications(Set<Class<?>> found,
            Map<String, ? extends ServletRegistration> registered) {
        return Optional.ofNullable(found).orElse(Set.of()).stream().filter(Application.class::isAssignableFrom)
                .filter(type -> type != Application.class
                        && (type.isAnnotationPresent(ApplicationPath.class) || isRegistered(type, registered)))
                .<Class<?>>map(type -> type).toList();
    }

    /** In web.xml, as the name of a servlet or as the parameter of one. */
    private static boolean isRegistered(Class<?> type, Map<String, ? extends ServletRegistration> registered) {
        return registered.containsKey(type.getName()) || registered.values().stream()
                .anyMatch(servlet -> type.getName().equals(servlet.getInitParameter(PARAMETER)));
    }

    private static boolean leavesOursOut(Class<?> type) {
        try {
            var listed = listed((Application) type.getDeclaredConstructor().newInstance());
            return !listed.isEmpty() && !listed.containsAll(OURS);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError needsTheServer) {
            return false;
        }
    }

    /** Nothing where the server is to find all classes by itself. */
    @SuppressWarnings("deprecation") // instances are still listed
    private static Set<Class<?>> listed(Application application) {
        return Stream.concat(application.getClasses().stream(),
                application.getSingletons().stream().<Class<?>>map(Object::getClass)).collect(Collectors.toSet());
    }
}
