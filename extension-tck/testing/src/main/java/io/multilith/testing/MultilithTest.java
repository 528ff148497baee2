package io.multilith.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Runs each test in a real container with some services and collections, on the bus within the process: calls and events are
 * encoded, checked and delivered as over a broker, and nothing has to be installed. The test class is injected.
 *
 * <pre>{@code
 * @MultilithTest({Greeter.class, Power.class})
 * class GreeterTest {
 *     @Substitute
 *     Cache cache = new FixedCache("Hello from the cache");
 *     @Inject
 *     @RemoteService("greeter")
 *     GreeterApi greeter;
 *
 *     @Test
 *     void greets_from_the_cache() {
 *         assertThat(greeter.greet("Matt")).isEqualTo("Hello from the cache");
 *     }
 * }
 * }</pre>
 *
 * Beyond what it can ask the container for, a test can have injected: {@link EntrypointHook}, {@link EntrypointWaiter},
 * {@link FaultLab} and {@link ManualClock}. Timers go by the machine's time, unless a {@link ManualClock} is injected.
 *
 * <p>
 * Tests may run in parallel: containers and their configuration are apart. The configuration is that of the application, with
 * neither a broker nor collections anywhere else, and with {@link #properties()} ahead of it. On the basis of weld-junit5: a
 * parameter of a test method that is a bean is injected, too.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Retention(RUNTIME)
@Target(TYPE)
@ExtendWith(MultilithTestExtension.class)
public @interface MultilithTest {
    /**
     * Services, collections and other classes of beans: those that stand behind an interface, producers, interceptors. The
     * classes that these have injected need not be named.
     *
     * @return the classes
     */
    Class<?>[] value();

    /**
     * Configuration ahead of every other.
     *
     * @return {@code key=value}
     */
    String[] properties() default {};
}
