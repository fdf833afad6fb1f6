package dev.forebay.engine.order;

/** What goes with an event while it is held, and is nothing to the engine. */
public interface Attachment {

    /** How much memory it takes, in bytes, nearly. */
    int bytes();
}
