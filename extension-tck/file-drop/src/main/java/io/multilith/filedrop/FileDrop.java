package io.multilith.filedrop;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import io.multilith.entrypoint.EntrypointKind;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Calls a method for each file that appears in a directory. The method takes the file, a {@code java.nio.file.Path}.
 * <ol>
 * <li>A hidden file, one whose name begins with a dot, is left alone. Write under such a name, and rename when all is
 * written.</li>
 * <li>Each look begins with the first 100 by name, in that order. As many run at a time as the service has workers; with
 * {@code multilith.<service>.concurrency=1} one after the other.</li>
 * <li>After a success a file is moved to {@code done/}, after a failure to {@code failed/}, in place of a former one of its
 * name.</li>
 * <li>A file is handled once, unless the process dies before it is moved. No other application looks into the
 * directory.</li>
 * </ol>
 *
 * <pre>{@code
 * @FileDrop(directory = "orders")
 * void read(Path order) throws IOException {
 * }
 * }</pre>
 *
 * @since 0.1
 */
// tag::file-drop-annotation[]
@EntrypointKind
@Retention(RUNTIME)
@Target(METHOD)
public @interface FileDrop {
    /**
     * The directory, which is made when it is not there.
     *
     * @return absolute, or relative to {@code file-drop.root} [the working directory]
     */
    String directory();

    /**
     * How long to wait between two looks.
     *
     * @return in seconds, at least 1
     */
    int every() default 1;
}
// end::file-drop-annotation[]
