package io.multilith.tck;

import java.util.HashMap;
import java.util.Map;

import jakarta.json.JsonValue;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.multilith.problem.ProblemException;
import io.multilith.rpc.Services;

/** Asked over RPC. */
class CollectionRpcTest extends CollectionContract {
    private static WeldContainer node;

    @BeforeAll
    static void boot() {
        Node.configure(Map.of(), false);
        node = Node.boot(Items.class);
    }

    @AfterAll
    static void close() {
        node.close();
        Node.forget();
    }

    @Override
    protected CollectionAccess access() {
        return question -> {
            var arguments = new HashMap<String, Object>();
            question.id().ifPresent(id -> arguments.put("id", id));
            question.data().ifPresent(data -> arguments.put("data", data));
            question.query().ifPresent(query -> arguments.put("query", query));
            try {
                JsonValue answer = node.select(Services.class).get().service(collection())
                        .callNamed(question.operation(), arguments);
                return new CollectionAccess.Answer(CollectionAccess.Answer.OK, answer);
            } catch (ProblemException refused) {
                return Items.refusal(refused);
            }
        };
    }
}
