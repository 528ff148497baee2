package io.multilith.tck.liberty;

import java.net.URISyntaxException;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.multilith.rpc.RemoteService;
import io.multilith.tck.liberty.Fortune.Oracle;
import io.multilith.tck.liberty.Fortune.Weather;
import io.multilith.testing.Substitute;

import static org.assertj.core.api.Assertions.assertThat;

/** A test inside the server that puts substitutes in the places of beans of the deployed WAR. */
@ExtendWith(ArquillianExtension.class)
@Dependent
@Tag("core")
class SubstituteIT {
    @Substitute
    final Oracle oracle = question -> "the test says " + question;
    @Inject
    @RemoteService("fortune")
    private Fortune.Api fortune;

    /** Another test of the same WAR, which does not run. */
    @Dependent
    static class Resting {
        @Substitute
        Weather weather = new Weather();
    }

    @Deployment
    static WebArchive inContainer() throws URISyntaxException {
        return Sample.war().addClasses(SubstituteIT.class, Resting.class, Fortune.class, Patience.class)
                .addClasses(Fortune.class.getDeclaredClasses())
                .addAsLibraries(InContainerIT.jar(Assertions.class), InContainerIT.jar(Substitute.class));
    }

    @Test
    void asks_the_substitute() {
        assertThat(fortune.tell("yes")).isEqualTo("the test says yes");
    }

    @Test
    void leaves_what_another_test_substitutes() {
        assertThat(fortune.weather()).isEqualTo("sunny");
    }
}
