package io.multilith.impl.resource;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.json.RecordFields;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Hidden;
import io.multilith.resource.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RemoteCollectionTest {
    /** A record whose owner is nobody's business. */
    record Letter(String id, String to, @Hidden String owner) {}

    @Test
    void lets_no_rule_be_followed_that_asks_for_what_its_followers_do_not_get() {
        var collection = readableBy("owner");

        assertThatThrownBy(() -> collection.followed().readable().apply(Caller.ANONYMOUS)).isInstanceOfSatisfying(
                ProblemException.class,
                refused -> assertThat(refused.problem().name()).isEqualTo(ErrorName.NOT_IMPLEMENTED));
    }

    @Test
    void lets_every_other_rule_be_followed() {
        assertThat(readableBy("to").followed().readable().apply(Caller.ANONYMOUS)).isEqualTo(rule("to"));
    }

    private static RemoteCollection readableBy(String field) {
        var description = new CollectionDescription("letter", Letter.class, EnumSet.allOf(Operation.class), Set.of(),
                false, false, new TreeMap<>(), new TreeMap<>());
        return new RemoteCollection(description, RecordFields.of(Letter.class), IdKind.TEXT,
                caller -> rule(field), "", null);
    }

    private static Condition rule(String field) {
        return new Condition.And(List.of(Condition.EVERYTHING, new Condition.Or(List.of(isAnonymous(field)))));
    }

    private static Condition isAnonymous(String field) {
        return new Condition.Comparison(field, Operator.EQ, Json.createValue("anonymous"));
    }
}
