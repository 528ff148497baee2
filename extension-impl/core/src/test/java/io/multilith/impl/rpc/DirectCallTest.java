package io.multilith.impl.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.CurrentCall;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Calls within the process that the configuration allows to stay on their thread. */
@EnableWeld
class DirectCallTest {
    @RegisterExtension
    static final Configured CONFIGURATION = Configured.with(Map.of("multilith.desk.direct", "true"));
    @RegisterExtension
    final LogRecords log = new LogRecords();
    @WeldSetup
    WeldInitiator weld = Deployed.application(Desk.class, Client.class);
    @Inject
    Client client;
    @Inject
    Entrypoints entrypoints;

    @Test
    void stay_on_their_thread_and_pass_what_cannot_change_as_it_is() {
        var ticket = new Ticket("A1", 7);

        var returned = client.desk.same(ticket);

        assertThat(returned).isSameAs(ticket);
        assertThat(client.desk.thread("x")).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void copy_what_can_change() {
        var list = new ArrayList<>(List.of("a"));

        var returned = client.desk.list(list);

        assertThat(returned).isEqualTo(list).isNotSameAs(list);
    }

    @Test
    void convert_numbers_as_ever() {
        assertThat(client.desk.twice(4L)).isEqualTo(8);
    }

    @Test
    void are_checked_and_fail_as_ever() {
        assertThatExceptionOfType(RpcException.BadArguments.class).isThrownBy(() -> client.desk.name("too long"));
        assertThatExceptionOfType(RpcException.Remote.class).isThrownBy(() -> client.desk.refuse("x"))
                .satisfies(refusal -> assertThat(refusal.problem().errorCode()).contains("Closed"));
        assertThatExceptionOfType(RpcException.UnknownMethod.class).isThrownBy(() -> client.desk.unknown("x"));
    }

    @Test
    void say_nothing_of_a_sensitive_argument_when_the_result_cannot_be_written() {
        assertThatExceptionOfType(RpcException.Remote.class).isThrownBy(() -> client.desk.leak("geheim77"))
                .satisfies(failure -> assertThat(failure.problem().kind()).isEqualTo("unwritable-result"));

        assertThat(log.lines()).filteredOn(line -> line.contains("ML0303")).singleElement().asString()
                .contains("IllegalStateException: ***", "getPin").doesNotContain("geheim77");
        assertThat(log.traces()).isEmpty();
    }

    @Test
    void know_who_called() {
        assertThat(client.desk.stack("x")).isEqualTo("1");
    }

    @Test
    void are_refused_while_the_method_is_paused() {
        entrypoints.pause("desk.thread/Rpc");

        assertThatExceptionOfType(RpcException.Remote.class).isThrownBy(() -> client.desk.thread("x"))
                .satisfies(refusal -> assertThat(refusal.problem().kind()).isEqualTo("paused"));
    }

    record Ticket(String seat, int row) {}

    static final class Closed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Tells what it was made of where nobody expects it. */
    public static class Leaky {
        private final String pin;

        Leaky(String pin) {
            this.pin = pin;
        }

        public String getPin() {
            throw new IllegalStateException("no " + pin);
        }
    }

    interface DeskApi {
        Ticket same(Ticket ticket);

        String thread(String any);

        List<String> list(List<String> list);

        int twice(long number);

        String name(String text);

        String refuse(String why);

        String unknown(String text);

        String stack(String text);

        Object leak(String pin);
    }

    @ServiceEntrypoint("desk")
    static class Desk {
        @Inject
        CurrentCall call;

        @Rpc
        public Leaky leak(@Sensitive String pin) {
            return new Leaky(pin);
        }

        @Rpc
        public Ticket same(Ticket ticket) {
            return ticket;
        }

        @Rpc
        public String thread(String any) {
            return Thread.currentThread().getName();
        }

        @Rpc
        public List<String> list(List<String> list) {
            return list;
        }

        @Rpc
        public int twice(int number) {
            return 2 * number;
        }

        @Rpc
        public String name(@Size(max = 3) String text) {
            return text;
        }

        @Rpc
        public String refuse(String why) throws Closed {
            throw new Closed();
        }

        @Rpc
        public String stack(String text) {
            return Integer.toString(call.callIdStack().size());
        }
    }

    @Dependent
    static class Client {
        @Inject
        @RemoteService("desk")
        DeskApi desk;
    }
}
