package io.multilith.manual.workers;

import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;

// tag::workers-till[]
@ServiceEntrypoint("till")
public class Till {
    @Rpc(expected = ArithmeticException.class)
    public int pay(@Sensitive("number") Card card, @Sensitive String pin, int cents) throws CardDeclined {
        if (cents > card.limit()) {
            throw new CardDeclined("The limit is " + card.limit() + " cents.");
        }
        return Math.subtractExact(card.limit(), cents);
    }
}
// end::workers-till[]
