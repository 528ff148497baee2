package io.multilith.impl.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Preferences;

/**
 * The header {@code Prefer} (RFC 7240). What is not known is passed over, as it says; only a bound on what may change is never.
 *
 * @param minimal
 *            whether no body is wanted
 */
record Preference(Preferences asked, boolean minimal, List<String> honoured) {
    private static final String MINIMAL = "return=minimal";
    private static final String UNCOUNTED = "count=none";
    private static final String MAX_AFFECTED = "max-affected=";

    private static final Preference NONE = of(List.of());

    static Preference of(HttpHeaders headers) {
        var lines = headers.getRequestHeader("Prefer");
        return lines == null || lines.isEmpty() ? NONE : of(lines);
    }

    private static Preference of(List<String> lines) {
        var given = lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(preference -> preference.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT)).toList();
        var maxAffected = given.stream().filter(preference -> preference.startsWith(MAX_AFFECTED)).findFirst();
        var honoured = new ArrayList<>(given.stream()
                .filter(preference -> preference.equals(MINIMAL) || preference.equals(UNCOUNTED)).distinct().toList());
        maxAffected.ifPresent(honoured::add);
        return new Preference(new Preferences(!given.contains(UNCOUNTED), bound(maxAffected)), given.contains(MINIMAL),
                honoured);
    }

    private static OptionalInt bound(Optional<String> maxAffected) {
        if (maxAffected.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            var bound = Integer.parseInt(maxAffected.get().substring(MAX_AFFECTED.length()));
            if (bound >= 0) {
                return OptionalInt.of(bound);
            }
        } catch (NumberFormatException none) {
            // is refused like a negative one
        }
        throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request",
                "max-affected of the header Prefer is a natural number.");
    }

    /** Says what of it was done. */
    void apply(Response.ResponseBuilder response, String preference) {
        if (honoured.contains(preference)) {
            response.header("Preference-Applied", preference);
        }
    }

    void applyMinimal(Response.ResponseBuilder response) {
        apply(response, MINIMAL);
    }

    void applyUncounted(Response.ResponseBuilder response) {
        apply(response, UNCOUNTED);
    }
}
