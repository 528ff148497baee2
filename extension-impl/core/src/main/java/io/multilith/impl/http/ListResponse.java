package io.multilith.impl.http;

import jakarta.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.resource.CollectionDescription;
import io.multilith.resource.RecordRange;
import io.multilith.resource.ResourceAnswer;

/** What is answered to a request for a list: an array, or where it is wanted a page that says where it stands. */
record ListResponse(UriInfo uri, HttpHeaders headers, CollectionDescription description, ResourceAnswer answer) {
    private static final String TOTAL_COUNT = "X-Total-Count";
    private static final String CONTENT_RANGE = "Content-Range";
    private static final String ACCEPT_QUERY = "Accept-Query";
    private static final String PROFILE = "profile";
    private static final String PAGE = "page";

    Response build(boolean linked, Preference preference) {
        var range = answer.range().orElseThrow();
        var asPage = description.paginate() || acceptsPage();
        var response = Response.ok(asPage ? page(range) : answer.body().toString())
                .type(asPage ? MediaType.APPLICATION_JSON + ";" + PROFILE + "=" + PAGE : MediaType.APPLICATION_JSON)
                .header(CONTENT_RANGE, contentRange(range)).header(ACCEPT_QUERY, MediaType.APPLICATION_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        range.total().ifPresentOrElse(total -> response.header(TOTAL_COUNT, total),
                () -> preference.applyUncounted(response));
        if (linked) {
            PageLinks.of(uri, description.name(), range).forEach(response::links);
        }
        return response.build();
    }

    private boolean acceptsPage() {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type -> PAGE.equals(type.getParameters().get(PROFILE)));
    }

    private String page(RecordRange range) {
        var page = Json.createObjectBuilder();
        range.total().ifPresent(total -> page.add("total", total));
        return page.add("limit", range.limit()).add("skip", range.skip()).add("data", answer.body()).build().toString();
    }

    private String contentRange(RecordRange range) {
        var count = answer.body().asJsonArray().size();
        var part = count == 0 ? "*" : range.skip() + "-" + (range.skip() + count - 1);
        return description.name() + " " + part + "/"
                + (range.total().isPresent() ? range.total().getAsLong() : "*");
    }
}
