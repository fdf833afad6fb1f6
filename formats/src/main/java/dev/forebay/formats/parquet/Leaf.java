package dev.forebay.formats.parquet;

import java.util.List;

/**
 * A column of a file: a leaf of its schema.
 *
 * @param index its place among the leaves
 * @param path the names that lead to it, outermost first
 * @param byteLength how many bytes a value of fixed length has; 0 for every other type
 * @param maxLevel how many of the path's parts are optional: a value's level says how many of them are there
 * @param isRepeated whether a row may have several values: a list, a map, a repeated group
 */
record Leaf(
        int index,
        List<String> path,
        PhysicalType type,
        int byteLength,
        Annotation annotation,
        int maxLevel,
        boolean isRepeated) {

    Leaf {
        path = List.copyOf(path);
    }

    /** The path with dots. */
    String name() {
        return String.join(".", path);
    }

    /** What it holds, as people call it. */
    String description() {
        return isRepeated ? "a list" : annotation.describe(type);
    }
}
