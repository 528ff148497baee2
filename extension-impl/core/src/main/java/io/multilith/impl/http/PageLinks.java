package io.multilith.impl.http;

import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.impl.query.UrlQuery;
import io.multilith.resource.RecordRange;

/** The other pages of a list (RFC 8288), as the same query from another place; none for clients of other dialects. */
final class PageLinks {
    private static final List<String> PLACES = List.of("$skip", "$after", "$limit");

    private PageLinks() {}

    static List<Link> of(UriInfo uri, String collection, RecordRange range) {
        var links = new ArrayList<Link>();
        var limit = range.limit();
        if (limit > 0 && UrlQuery.isNative(uri.getRequestUri().getRawQuery())) {
            links.add(link(page(uri, collection, limit), "first"));
            if (range.skip() > 0) {
                var before = Math.max(0, range.skip() - limit);
                links.add(link(page(uri, collection, limit).queryParam("$skip", before), "prev"));
            }
            range.next().ifPresent(cursor -> links
                    .add(link(page(uri, collection, limit).queryParam("$after", cursor), "next")));
            var last = Math.max(0, (range.total() - 1) / limit * limit);
            links.add(link(page(uri, collection, limit).queryParam("$skip", last), "last"));
        }
        return links;
    }

    private static UriBuilder page(UriInfo uri, String collection, int limit) {
        var page = uri.getBaseUriBuilder().path(collection).replaceQuery(uri.getRequestUri().getRawQuery());
        PLACES.forEach(place -> page.replaceQueryParam(place));
        return page.queryParam("$limit", limit);
    }

    private static Link link(UriBuilder target, String relation) {
        return Link.fromUri(target.build()).rel(relation).build();
    }
}
