package io.multilith.manual.consume;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.multilith.consume.Consume;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.messaging.Message;

// tag::consume-ledger[]
@ServiceEntrypoint("ledger")
public class Ledger {
    private final Map<String, Integer> sums = new ConcurrentHashMap<>();

    @Consume("invoices")
    void onInvoice(Invoice invoice) {
        sums.merge(invoice.customer(), invoice.cents(), Integer::sum);
    }

    @Consume("scans")
    void onScan(Message scan) {
        sums.merge(scan.properties().subject().orElse("unknown"), scan.body().length, Integer::sum);
    }

    public int sum(String customer) {
        return sums.getOrDefault(customer, 0);
    }
}
// end::consume-ledger[]
