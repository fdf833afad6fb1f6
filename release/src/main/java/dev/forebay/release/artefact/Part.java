package dev.forebay.release.artefact;

import dev.forebay.release.digest.Digest;

/**
 * One part of a release.
 *
 * @param name such as {@code definition} or {@code fitted/amounts}; unique in a release
 * @param digest of its bytes
 * @param size in bytes
 */
public record Part(String name, Digest digest, long size) {

    /** The logic, in one form. */
    public static final String DEFINITION = "definition";

    /** The digests of every column and every aggregate. */
    public static final String COLUMNS = "columns";

    /** Names and types of what comes out. */
    public static final String OUTPUT = "output";

    /** The model, as its file is. */
    public static final String MODEL = "model";

    /** What the model was validated with, as whoever validated it said. */
    public static final String CONTRACT = "contract";

    /** In front of the name of a group of transforms: its fitted state. */
    public static final String FITTED = "fitted/";
}
