package io.multilith.tck.liberty;

import java.net.URISyntaxException;
import java.net.URL;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A collection of entities on the server's own Jakarta Persistence and transactions, over HTTP. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class EntityCollectionIT {
    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="shelf" transaction-type="JTA">
                    <jta-data-source>jdbc/shelf</jta-data-source>
                    <class>io.multilith.tck.liberty.ShelfBook</class>
                    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                    <properties>
                        <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                    </properties>
                </persistence-unit>
            </persistence>
            """;

    @ArquillianResource
    private URL url;
    private SampleClient client;

    @Deployment(testable = false)
    static WebArchive withEntities() {
        return ShrinkWrap.create(WebArchive.class, "library.war")
                .merge(Sample.war(), Filters.include("/WEB-INF/(lib/.*|classes/.*/SampleApplication.class)"))
                .addClasses(Shelf.class, ShelfBook.class, ShelfEntities.class, Librarian.class)
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml");
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        client = new SampleClient(url.toURI());
        client.awaitCollection("api/shelf");
    }

    @Test
    void creates_reads_changes_and_removes() {
        var created = client.post("api/shelf", "{\"id\":\"crud\",\"title\":\"Crud\",\"pages\":1}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(client.get("api/shelf/crud").header("ETag")).isEqualTo(created.header("ETag"));

        var patched = client.patch("api/shelf/crud", "{\"pages\":2}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("ETag")).isNotEqualTo(created.header("ETag"));
        assertThat(client.put("api/shelf/crud", "{\"title\":\"Crud\",\"pages\":3}").status()).isEqualTo(200);
        assertThat(client.get("api/shelf/crud").object().getInt("pages")).isEqualTo(3);
        assertThat(client.get("api/shelf?pages[$gt]=2&title=Crud").array()).hasSize(1);

        assertThat(client.delete("api/shelf/crud").status()).isEqualTo(200);
        assertThat(client.get("api/shelf/crud").status()).isEqualTo(404);
    }

    @Test
    void changes_only_what_it_was_made_from() {
        var created = client.post("api/shelf", "{\"id\":\"match\",\"title\":\"Match\",\"pages\":1}");

        var first = client.patch("api/shelf/match", "{\"pages\":2}", "If-Match", created.header("ETag"));
        var second = client.patch("api/shelf/match", "{\"pages\":3}", "If-Match", created.header("ETag"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(client.get("api/shelf/match").object().getInt("pages")).isEqualTo(2);
    }

    @Test
    void refuses_what_the_database_or_the_entity_refuses() {
        client.post("api/shelf", "{\"id\":\"unique\",\"title\":\"Unique\",\"pages\":1}");

        var twice = client.post("api/shelf", "{\"id\":\"other\",\"title\":\"Unique\",\"pages\":1}");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).doesNotContain("SHELFBOOK", "SQL", "jakarta");
        assertThat(client.post("api/shelf", "{\"id\":\"long\",\"title\":\"" + "x".repeat(300) + "\",\"pages\":1}")
                .status())
                .isEqualTo(422);
        assertThat(client.post("api/shelf", "{\"id\":\"neg\",\"title\":\"Neg\",\"pages\":-1}").status()).isEqualTo(422);
    }

    @Test
    void takes_part_in_a_services_transaction() {
        assertThat(client.post("api/librarian/whole", "{}").status()).isEqualTo(200);

        assertThat(client.get("api/shelf/whole-1").object().getInt("pages")).isEqualTo(2);
        assertThat(client.get("api/shelf/whole-2").status()).isEqualTo(200);
        assertThat(client.patch("api/shelf/whole-1", "{\"pages\":3}").status()).isEqualTo(200);
    }

    @Test
    void leaves_nothing_of_a_services_transaction_that_is_rolled_back() {
        assertThat(client.post("api/librarian/half?broken=true", "{}").status()).isEqualTo(500);

        assertThat(client.get("api/shelf/half-1").status()).isEqualTo(404);
        assertThat(client.get("api/shelf/half-2").status()).isEqualTo(404);
        assertThat(client.post("api/librarian/half", "{}").status()).isEqualTo(200);
    }
}
