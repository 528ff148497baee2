package io.multilith.impl.http;

import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.impl.query.UrlQuery;
import io.multilith.resource.RecordRange;

/** The other pages of a list (RFC 8288), as the same query from another place; none for clients of other dialects. */
final class PageLinks {
    private final String list;
    private final RecordRange range;

    private PageLinks(String list, RecordRange range) {
        this.list = list;
        this.range = range;
    }

    static List<Link> of(UriInfo uri, String collection, RecordRange range) {
        var raw = uri.getRequestUri().getRawQuery();
        return range.limit() > 0 && UrlQuery.isNative(raw)
                ? new PageLinks(uri.getBaseUri() + collection + "?" + UrlQuery.withoutPlace(raw), range).all()
                : List.of();
    }

    private List<Link> all() {
        var links = new ArrayList<Link>();
        var limit = range.limit();
        links.add(link("first", ""));
        if (range.skip() > 0) {
            var end = Math.min(range.skip(), range.total().orElse(range.skip()));
            links.add(link("prev", "&$skip=" + Math.max(0, end - limit)));
        }
        range.next().ifPresent(cursor -> links.add(link("next", "&$after=" + cursor)));
        range.total().ifPresent(total -> links.add(link("last", "&$skip=" + Math.max(0, (total - 1) / limit * limit))));
        return links;
    }

    private Link link(String relation, String place) {
        return Link.fromUri(list + "$limit=" + range.limit() + place).rel(relation).build();
    }
}
