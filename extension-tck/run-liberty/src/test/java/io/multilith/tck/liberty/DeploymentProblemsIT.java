package io.multilith.tck.liberty;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A mistake keeps a WAR from starting, all mistakes are listed at once, and nothing of it stays behind. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("liberty")
class DeploymentProblemsIT {
    private static final String BROKEN = "broken";
    private static final String SAMPLE = "sample";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = BROKEN, managed = false, testable = false)
    static WebArchive broken() {
        return ShrinkWrap.create(WebArchive.class, "broken.war").merge(Sample.war(), Filters.include("/WEB-INF/lib/.*"))
                .addClass(BrokenApplication.class).addClasses(BrokenApplication.class.getDeclaredClasses())
                .addClass(PowerRecord.class).addAsResource(new StringAsset("multilith.things.backend=clay-tablets\n"),
                        "META-INF/microprofile-config.properties");
    }

    @Deployment(name = SAMPLE, managed = false, testable = false)
    static WebArchive sample() {
        return Sample.war();
    }

    @Test
    void lists_all_mistakes_and_lets_the_next_application_start() throws Exception {
        assertThatThrownBy(() -> deployer.deploy(BROKEN)).isInstanceOf(DeploymentException.class);
        assertListed();
        deployer.undeploy(BROKEN);

        deployer.deploy(SAMPLE);
        try {
            assertSampleServes();
        } finally {
            deployer.undeploy(SAMPLE);
        }
    }

    private static void assertListed() throws IOException {
        var list = problems();
        assertThat(list).hasSize(3).allMatch(problem -> problem.matches(".* Fix: .+"));
        assertThat(list).anySatisfy(problem -> assertThat(problem).startsWith("ML0111: ").contains("\"twin\"",
                BrokenApplication.FirstTwin.class.getName(), BrokenApplication.SecondTwin.class.getName()));
        assertThat(list).anySatisfy(problem -> assertThat(problem).startsWith("ML0110: ").contains("@Nightly",
                BrokenApplication.Cleaner.class.getSimpleName() + "#clean"));
        assertThat(list).anySatisfy(problem -> assertThat(problem).startsWith("ML0200: ").contains("\"things\"",
                "\"clay-tablets\"", "multilith.things.backend", "[jpa, memory, mongodb]"));
    }

    /** What the server's log lists where it says that the application did not start. */
    private static List<String> problems() throws IOException {
        var lines = Files.readAllLines(Path.of(System.getProperty("multilith.tck.server-log")));
        var heading = lines.stream().filter(line -> line.contains("CWWKZ0002E")).findFirst();
        assertThat(heading).isPresent().get().asString()
                .contains("ML0001: 3 problems keep the application from starting");
        return lines.stream().skip(lines.indexOf(heading.get()) + 1L).takeWhile(line -> line.startsWith("  ML"))
                .map(String::strip).toList();
    }

    private static void assertSampleServes() throws URISyntaxException {
        var client = new SampleClient(
                new URI("http://localhost:" + System.getProperty("multilith.tck.http-port") + "/"));
        assertThat(client.get("api/greet/Matt").body()).isEqualTo("Hello Matt!");
        var id = client.post("api/power", "{\"value\": 12}").id();
        await().atMost(Patience.TIMEOUT).untilAsserted(() -> assertThat(
                client.get("api/power/" + id).object().getInt("result", 0)).isEqualTo(144));
        assertThat(client.get("health/ready").status()).isEqualTo(200);
    }
}
