package io.multilith.impl.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import io.multilith.resource.ResourceDispatcher;

import static io.multilith.impl.http.HttpMessages.MESSAGES;

/**
 * Refuses to start a WAR whose collections could not be reached over HTTP: without a Jakarta REST {@code Application},
 * with two, or with one that lists its classes and leaves ours out. The extension cannot tell, because not every server
 * shows it the {@code Application}.
 */
@HandlesTypes({Application.class, ApplicationPath.class})
public class ApplicationCheck implements ServletContainerInitializer {
    private static final Set<Class<?>> OURS = Set.of(CollectionPaths.class, CollectionEndpoint.class,
            DeadLetterEndpoint.class, EntrypointEndpoint.class, RestRequests.class, ProblemMapper.class,
            ViolationMapper.class, BodyReading.class);
    private static final String UNNAMED = Application.class.getName();

    @Override
    public void onStartup(Set<Class<?>> found, ServletContext context) throws ServletException {
        if (CDI.current().select(ResourceDispatcher.class).get().collections().isEmpty()) {
            return;
        }
        var problems = check(applications(found), context.getServletRegistrations().containsKey(UNNAMED));
        if (!problems.isEmpty()) {
            CDI.current().select(WebProblems.class).get().set(problems);
            throw new ServletException(String.join("\n", problems));
        }
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

    private static List<Class<?>> applications(Set<Class<?>> found) {
        return Optional.ofNullable(found).orElse(Set.of()).stream().filter(Application.class::isAssignableFrom)
                .filter(type -> type != Application.class && type.isAnnotationPresent(ApplicationPath.class))
                .<Class<?>>map(type -> type).toList();
    }

    private static boolean leavesOursOut(Class<?> type) {
        try {
            var classes = ((Application) type.getDeclaredConstructor().newInstance()).getClasses();
            return !classes.isEmpty() && !classes.containsAll(OURS);
        } catch (ReflectiveOperationException needsTheServer) {
            return false;
        }
    }
}
