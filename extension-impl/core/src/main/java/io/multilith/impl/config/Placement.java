package io.multilith.impl.config;

/** Where a service or collection that is declared here runs. */
public enum Placement {
    /** Here. */
    LOCAL,
    /** On another node. */
    REMOTE,
    /** Here, unless another node has it already when this one starts. */
    AUTO
}
