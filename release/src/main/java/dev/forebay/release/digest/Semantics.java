package dev.forebay.release.digest;

/** The version of what the engine does with a plan: raised whenever the same plan gives other results than before. */
public final class Semantics {
    public static final int VERSION = 1;

    private Semantics() {}
}
