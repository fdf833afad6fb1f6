package dev.forebay.types;

/**
 * A named, typed column of output.
 *
 * @param name its name, unique in its output
 * @param type the type of its values
 */
public record Column(String name, Type type) {}
