package io.multilith.impl.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.HttpHeaders;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceRequest.Precondition;
import io.multilith.resource.Version;

/**
 * {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1). Read here, because the servers' own reading splits tags at commas
 * within quotes, and takes weak ones for others.
 */
final class RecordConditions implements Precondition {
    private static final Pattern ELEMENT = Pattern
            .compile("[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\")?[ \\t]*(?:,|$)");
    private static final String ANY = "*";

    private final Optional<Tags> match;
    private final Optional<Tags> noneMatch;

    /** Either any, or these. */
    private record Tags(boolean any, List<Tag> tags) {}

    private record Tag(boolean weak, String value) {}

    private RecordConditions(Optional<Tags> match, Optional<Tags> noneMatch) {
        this.match = match;
        this.noneMatch = noneMatch;
    }

    static RecordConditions of(HttpHeaders headers) {
        return new RecordConditions(tags(headers, HttpHeaders.IF_MATCH), tags(headers, HttpHeaders.IF_NONE_MATCH));
    }

    private static Optional<Tags> tags(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getRequestHeader(name)).filter(lines -> !lines.isEmpty())
                .map(lines -> tags(name, String.join(",", lines)));
    }

    private static Tags tags(String header, String text) {
        if (text.trim().equals(ANY)) {
            return new Tags(true, List.of());
        }
        var tags = new ArrayList<Tag>();
        var element = ELEMENT.matcher(text);
        while (element.lookingAt() && element.end() < text.length() + 1) {
            if (element.group(2) != null) {
                tags.add(new Tag(element.group(1) != null, element.group(2)));
            }
            if (element.end() == text.length()) {
                return new Tags(false, tags);
            }
            element.region(element.end(), text.length());
        }
        throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request",
                header + " is * or a list of entity tags in double quotes.");
    }

    boolean areNone() {
        return match.isEmpty() && noneMatch.isEmpty();
    }

    /** Whether a client that asks for a record has this one. */
    boolean isKnown(Version current) {
        requireMatch(Optional.of(current));
        return noneMatch.filter(tags -> tags.any() || hasWeakly(tags, current)).isPresent();
    }

    @Override
    public boolean check(Optional<Version> current) {
        requireMatch(current);
        if (current.isPresent() && isKnown(current.get())) {
            throw failed();
        }
        return noneMatch.filter(Tags::any).isPresent();
    }

    private void requireMatch(Optional<Version> current) {
        if (match.isPresent() && current.filter(version -> match.get().any() || hasStrongly(match.get(), version))
                .isEmpty()) {
            throw failed();
        }
    }

    private static boolean hasStrongly(Tags tags, Version current) {
        return tags.tags().contains(new Tag(false, current.toString()));
    }

    private static boolean hasWeakly(Tags tags, Version current) {
        return hasStrongly(tags, current) || tags.tags().contains(new Tag(true, current.toString()));
    }

    private static ProblemException failed() {
        return new ProblemException(ErrorName.PRECONDITION_FAILED, "precondition-failed",
                "The record is not what the request's conditions say.");
    }
}
