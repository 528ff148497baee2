package io.multilith.manual.testing;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.multilith.problem.ProblemException;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.RpcException;
import io.multilith.testing.EntrypointHook;
import io.multilith.testing.EntrypointWaiter;
import io.multilith.testing.FaultLab;
import io.multilith.testing.ManualClock;
import io.multilith.testing.MultilithTest;
import io.multilith.testing.Substitute;
import io.multilith.testing.TestNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

// tag::testing-container[]
@MultilithTest(value = {Checkout.class, Turnover.class,
        SupplierPrices.class}, properties = "multilith.rpc.timeout=PT2S")
class ShopTest {
    @Substitute
    Prices prices = product -> 100;
    @Inject
    @RemoteService("checkout")
    CheckoutApi checkout;
    @Inject
    Turnover turnover;

    @Test
    void answers_as_over_a_broker() {
        assertThat(checkout.total(List.of("pen", "ink"))).isEqualTo(200);
    }
    // end::testing-container[]

    // tag::testing-hook[]
    @Inject
    EntrypointHook hook;

    @Test
    void refuses_an_empty_basket() {
        assertThat(hook.fire(Integer.class, "checkout.total", List.of("pen"))).isEqualTo(100);

        assertThatThrownBy(() -> hook.fire("checkout.total", List.of())).isInstanceOf(ProblemException.class);
    }
    // end::testing-hook[]

    // tag::testing-waiter[]
    @Inject
    EntrypointWaiter waiter;

    @Test
    void counts_what_is_sold() {
        var counted = waiter.expect("turnover.onTotal");

        checkout.total(List.of("pen"));

        counted.get();
        assertThat(turnover.today()).isEqualTo(100);
    }
    // end::testing-waiter[]

    // tag::testing-clock[]
    @Inject
    ManualClock clock;

    @Test
    void begins_each_day_with_nothing() {
        hook.fire("turnover.onTotal", 500);

        clock.advanceTo(clock.now().truncatedTo(ChronoUnit.DAYS).plusDays(1));

        assertThat(turnover.today()).isZero();
    }
    // end::testing-clock[]

    // tag::testing-faults[]
    @Inject
    FaultLab lab;

    @Test
    void gives_up_when_a_question_is_lost() {
        try (var lost = lab.drop(message -> message.address().equals("rpc.checkout"))) {
            assertThatThrownBy(() -> checkout.total(List.of("pen"))).isInstanceOf(RpcException.Timeout.class);
            assertThat(lost.count()).isEqualTo(1);
        }
    }
    // end::testing-faults[]

    // tag::testing-node[]
    @Test
    void starts_a_node_of_its_own() {
        try (var node = TestNode.of(Turnover.class).start()) {
            node.get(EntrypointHook.class).fire("turnover.onTotal", 1);

            assertThat(node.get(Turnover.class).today()).isEqualTo(1);
        }
    }
    // end::testing-node[]

    @Test
    void lets_a_day_pass() {
        clock.advance(Duration.ofDays(1));

        assertThat(turnover.today()).isZero();
    }
}
