package io.multilith.tck;

import io.multilith.entrypoint.ServiceEntrypoint;

/** The only service of the node that asks. */
@ServiceEntrypoint("asker")
class Asker {}
