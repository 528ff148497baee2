package io.multilith.tck.liberty;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;

/** A service with dependencies that a test may want to replace. */
@ServiceEntrypoint("fortune")
public class Fortune {
    @Inject
    Oracle oracle;
    @Inject
    Weather weather;

    /** As a caller sees it. */
    public interface Api {
        String tell(String question);

        String weather();
    }

    /** Knows. */
    public interface Oracle {
        String answer(String question);
    }

    /** Takes its time. */
    @ApplicationScoped
    public static class Delphi implements Oracle {
        @Override
        public String answer(String question) {
            return "perhaps";
        }
    }

    /** Is as it is. */
    @ApplicationScoped
    public static class Weather {
        public String today() {
            return "sunny";
        }
    }

    @Rpc
    public String tell(String question) {
        return oracle.answer(question);
    }

    @Rpc
    public String weather() {
        return weather.today();
    }
}
