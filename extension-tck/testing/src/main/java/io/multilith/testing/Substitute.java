package io.multilith.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Puts the value of a field in the place of the bean of its type and qualifiers, for the tests of the class. A field without a
 * value gets a mock, when Mockito is on the class path.
 *
 * <pre>{@code
 * @MultilithTest(Greeter.class)
 * class GreeterTest {
 *     @Substitute
 *     Cache cache = new FixedCache("Hello from the cache");
 * }
 * }</pre>
 *
 * In a {@link MultilithTest} beans of the same type and qualifiers that are classes are not there at all: a service that is
 * replaced has no entrypoints, and no {@code @PostConstruct} runs. Each test has a container of its own.
 *
 * <p>
 * In a test that Arquillian runs inside a deployed WAR the bean is there, and calls go to the substitute while a test runs. The
 * test class must be a bean, {@code @Dependent} for example, {@code multilith-testing} must be a library of the WAR, and the type
 * an interface or a class that CDI can make a client proxy of.
 *
 * @since 0.1
 */
@Documented
@Retention(RUNTIME)
@Target(FIELD)
@ExtendWith(DeployedSubstitution.class)
public @interface Substitute {}
