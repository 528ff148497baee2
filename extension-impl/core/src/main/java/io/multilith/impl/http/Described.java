package io.multilith.impl.http;

/** Is told when all that the application offers is known, and before anything starts. */
public interface Described {

    /** Called once, on the thread that deploys the application. */
    void describe();
}
