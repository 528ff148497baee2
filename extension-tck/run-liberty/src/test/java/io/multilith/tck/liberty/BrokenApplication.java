package io.multilith.tck.liberty;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import io.multilith.entrypoint.EntrypointKind;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.rpc.Rpc;

/** An application with three mistakes, none of which hides another. */
public final class BrokenApplication {
    private BrokenApplication() {}

    /** Not a mistake. */
    @ApplicationPath("/api")
    public static class Rest extends Application {}

    /** Has the name of another. */
    @ServiceEntrypoint("twin")
    public static class FirstTwin {
        @Rpc
        public String name() {
            return "first";
        }
    }

    /** Has the name of another. */
    @ServiceEntrypoint("twin")
    public static class SecondTwin {
        @Rpc
        public String nickname() {
            return "second";
        }
    }

    /** A kind that nobody binds. */
    @EntrypointKind
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    public @interface Nightly {}

    /** Uses the kind that nobody binds. */
    @ServiceEntrypoint("cleaner")
    public static class Cleaner {
        @Nightly
        void clean() {}
    }

    /** Wants a backend that is not there. */
    @ResourceCollection("things")
    public static class Things implements ResourceModel<PowerRecord> {}
}
