package io.multilith.impl.cdi;

import java.lang.reflect.Proxy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Backend;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

import static org.assertj.core.api.Assertions.assertThatCode;

class StoreAwayTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @Test
    void deploys_while_the_database_is_away() {
        assertThatCode(() -> Deployed.weld(Away.class, Notes.class).initialize().close()).doesNotThrowAnyException();
    }

    @ApplicationScoped
    @Backend("away")
    static class Away implements ResourceBackend {
        @Override
        public CollectionStore open(CollectionDefinition definition) {
            return (CollectionStore) Proxy.newProxyInstance(Away.class.getClassLoader(),
                    new Class<?>[]{CollectionStore.class}, (proxy, method, arguments) -> {
                        throw new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable", "It is away.");
                    });
        }
    }

    @ResourceCollection("note")
    @Backend("away")
    static class Notes implements ResourceModel<JsonObject> {}
}
