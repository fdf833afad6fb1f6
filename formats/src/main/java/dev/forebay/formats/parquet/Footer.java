package dev.forebay.formats.parquet;

import java.util.List;

/** What a file says of itself. */
record Footer(List<Leaf> leaves, List<RowGroup> rowGroups) {
    Footer {
        leaves = List.copyOf(leaves);
        rowGroups = List.copyOf(rowGroups);
    }

    /** Rows whose columns stand together; a chunk for each leaf. */
    record RowGroup(long rows, List<Chunk> chunks) {
        RowGroup {
            chunks = List.copyOf(chunks);
        }
    }

    /** Where a column's pages are. */
    record Chunk(long start, long bytes, Codec codec, long values) {}

    long rows() {
        return rowGroups.stream().mapToLong(RowGroup::rows).sum();
    }
}
