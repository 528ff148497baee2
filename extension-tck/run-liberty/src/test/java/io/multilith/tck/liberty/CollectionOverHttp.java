package io.multilith.tck.liberty;

import java.net.URISyntaxException;
import java.net.URL;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import io.multilith.tck.CollectionAccess;
import io.multilith.tck.CollectionContract;

/** Asked over HTTP. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class CollectionOverHttp extends CollectionContract {
    @ArquillianResource
    private URL url;

    @BeforeEach
    void awaitCollection() {
        client().awaitCollection("api/" + collection());
    }

    @Override
    protected CollectionAccess access() {
        return question -> answer(send(client(), question));
    }

    private SampleClient client() {
        try {
            return new SampleClient(url.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Answer send(SampleClient client, CollectionAccess.Question question) {
        var path = "api/" + collection() + question.id().map(id -> "/" + id).orElse("");
        var query = question.query().map(CollectionOverHttp::written).orElse("");
        var data = question.data().orElse(JsonValue.NULL);
        return switch (question.operation()) {
            case "find" -> client.send("QUERY", path, SampleClient.JSON,
                    question.query().orElse(JsonValue.EMPTY_JSON_OBJECT).toString());
            case "get" -> client.get(path + query);
            case "create" -> client.post(path + query, data.toString());
            case "update" -> client.put(path + query, data.toString());
            case "patch" -> client.send("PATCH", path + query,
                    "application/" + (data instanceof JsonArray ? "json-patch" : "merge-patch") + "+json",
                    data.toString());
            case "remove" -> client.delete(path + query);
            case "$link" -> client.post(path + links(data), withoutRelation(data));
            case "$unlink" -> client.delete(path + links(data) + "/" + data.asJsonObject().getInt("index"));
            case "$links", "$history" -> client.get(path + "/" + question.operation());
            default -> client.post(path + "/" + question.operation(), data.toString());
        };
    }

    private static String links(JsonValue data) {
        return "/$links/" + data.asJsonObject().getString("relation");
    }

    private static String withoutRelation(JsonValue data) {
        return Json.createObjectBuilder(data.asJsonObject()).remove("relation").build().toString();
    }

    private static String written(JsonObject query) {
        return query.entrySet().stream().flatMap(member -> member.getValue() instanceof JsonArray several
                ? several.stream().map(one -> member.getKey() + "%5B%5D=" + text(one))
                : Stream.of(member.getKey() + "=" + text(member.getValue()))).collect(Collectors.joining("&", "?", ""));
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    private static CollectionAccess.Answer answer(Answer answer) {
        var isRefusal = answer.status() >= 400;
        return new CollectionAccess.Answer(isRefusal ? answer.status() : CollectionAccess.Answer.OK,
                answer.body().isEmpty() ? JsonValue.NULL : Answer.parse(answer.body()));
    }
}
