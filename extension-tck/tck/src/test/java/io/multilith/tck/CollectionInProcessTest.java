package io.multilith.tck;

import java.util.Map;
import java.util.Optional;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.multilith.problem.ProblemException;
import io.multilith.resource.Preferences;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

/** Asked where it is. */
class CollectionInProcessTest extends CollectionContract {
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
            try {
                var request = new ResourceRequest(collection(), question.operation(), question.id(), question.data(),
                        question.query().map(query -> new QueryForm(query, false, "")).orElse(QueryForm.ALL),
                        ResourceRequest.Precondition.NONE, Preferences.NONE, Optional.empty());
                return new CollectionAccess.Answer(CollectionAccess.Answer.OK,
                        node.select(ResourceDispatcher.class).get().dispatch(request).body());
            } catch (ProblemException refused) {
                return Items.refusal(refused);
            }
        };
    }
}
