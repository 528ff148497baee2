package io.multilith.tck;

import io.multilith.entrypoint.ServiceEntrypoint;

/** A service that its node announces and that answers to nothing: a test receives in its place. */
@ServiceEntrypoint("contract")
class Quiet {}
