package io.multilith.manual.letters;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.delivery.DeadLetters;

// tag::dead-letters-retry[]
@ApplicationScoped
public class Repair {
    @Inject
    DeadLetters letters;

    public void retryAll(String handler) {
        letters.list(handler, 100).stream().filter(letter -> !letter.masked())
                .forEach(letter -> letters.retry(handler, letter.id()));
    }
}
// end::dead-letters-retry[]
