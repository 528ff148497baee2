package io.multilith.manual.realtime;

import java.util.List;

import io.multilith.entrypoint.Caller;
import io.multilith.resource.Condition;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

// tag::realtime-readable[]
@ResourceCollection("letter")
public class Letters implements ResourceModel<Letter> {
    @Override
    public Condition readable(Caller caller) {
        return caller.roles().contains("editor")
                ? Condition.EVERYTHING
                : new Condition.Or(List.of(Condition.equal("owner", "all"), Condition.equal("owner", caller.name())));
    }
}
// end::realtime-readable[]
