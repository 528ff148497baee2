package io.multilith.manual.onresource;

import java.util.Map;

import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.Json;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.verify;

class ThumbnailsTest {
    // tag::on-resource-test[]
    @Test
    void shrinks_a_picture() {
        try (var worker = WorkerFactory.of(Thumbnails.class).create()) {
            ResourceClient<?> pictures = worker.dependency(ResourceClient.class);

            worker.service().shrink(new Picture("1", "/cat.png", 640, "new", null));

            verify(pictures).patch("1", Map.of("thumbnail", "/cat.png?width=200", "status", "ready"));
        }
    }
    // end::on-resource-test[]

    @Test
    void hears_of_pictures_that_come_and_go() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Pictures.class, Thumbnails.class);

        try (var application = beans.initialize()) {
            var resources = application.select(ResourceDispatcher.class).get();
            resources.dispatch(ResourceRequest.of("picture", "create").with(Json.createObjectBuilder().add("id", "1")
                    .add("url", "/cat.png").add("width", 640).add("status", "new").build()));
            await().until(() -> resources.dispatch(ResourceRequest.of("picture", "get", "1")).body().asJsonObject()
                    .getString("status").equals("ready"));
            resources.dispatch(ResourceRequest.of("picture", "remove", "1"));

            var thumbnails = application.select(Thumbnails.class).get();
            await().untilAsserted(() -> assertThat(thumbnails.unused()).containsExactly("/cat.png?width=200"));
        }
    }
}
