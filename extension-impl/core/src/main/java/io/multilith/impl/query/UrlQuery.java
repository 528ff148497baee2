package io.multilith.impl.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.multilith.impl.json.JsonCodec;
import io.multilith.resource.QueryForm;

/**
 * Reads the query of a URL in one of three dialects: that of Feathers, and those of simple-rest and json-server, which are
 * known by parameters that the first cannot have. A query is of one dialect.
 */
public final class UrlQuery {
    private static final int MAX_PARAMETERS = 1_000;
    private static final Set<String> PLACE = Set.of("$skip", "$after", "$limit");
    private static final Set<String> JSON_SERVER = Set.of("_start", "_end", "_sort", "_order");

    private UrlQuery() {}

    record Parameter(String name, String value) {
        /** The parameters of simple-rest have values in JSON. */
        boolean isSimpleRest() {
            return (value.startsWith("[") && (name.equals("sort") || name.equals("range")))
                    || (value.startsWith("{") && name.equals("filter"));
        }

        boolean isJsonServer() {
            return JSON_SERVER.contains(name);
        }
    }

    /**
     * Reads it.
     *
     * @param raw
     *            as it stands in the URL, without the question mark; may be null
     */
    public static QueryForm read(String raw, JsonCodec json) {
        var parameters = parameters(raw);
        if (parameters.stream().anyMatch(Parameter::isSimpleRest)) {
            return SimpleRestQuery.read(parameters, json);
        }
        if (parameters.stream().anyMatch(Parameter::isJsonServer)
                || parameters.stream().filter(parameter -> parameter.name().equals("id")).count() > 1) {
            return JsonServerQuery.read(parameters);
        }
        var brackets = new BracketQuery();
        parameters.forEach(parameter -> brackets.add(parameter.name(), parameter.value()));
        return brackets.form();
    }

    /** Whether it is of the first dialect, which others can be added to. */
    public static boolean isNative(String raw) {
        return parameters(raw).stream().noneMatch(parameter -> parameter.isSimpleRest() || parameter.isJsonServer());
    }

    /** The query without what says where a page begins and ends, as a beginning for one that does. */
    public static String withoutPlace(String raw) {
        return raw == null
                ? ""
                : Arrays.stream(raw.split("&")).filter(part -> !part.isEmpty())
                        .filter(part -> !PLACE.contains(decode(part.split("=", 2)[0]))).map(part -> part + "&")
                        .collect(Collectors.joining());
    }

    private static List<Parameter> parameters(String raw) {
        var parameters = new ArrayList<Parameter>();
        if (raw != null && !raw.isEmpty()) {
            for (var part : raw.split("&", MAX_PARAMETERS + 1)) {
                var equals = part.indexOf('=');
                parameters.add(equals < 0
                        ? new Parameter(decode(part), "")
                        : new Parameter(decode(part.substring(0, equals)), decode(part.substring(equals + 1))));
            }
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw BadQuery.of("", "must have at most " + MAX_PARAMETERS + " parameters");
        }
        parameters.removeIf(parameter -> parameter.name().isEmpty() && parameter.value().isEmpty());
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw BadQuery.of("", "has a percent sign that is not followed by two digits");
        }
    }
}
