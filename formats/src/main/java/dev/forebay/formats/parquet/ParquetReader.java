package dev.forebay.formats.parquet;

import dev.forebay.formats.file.EventFileReader;
import dev.forebay.formats.parquet.ColumnFill.FieldPlace;
import dev.forebay.formats.parquet.Footer.RowGroup;
import dev.forebay.types.Field;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Parquet file of events straight into columns. Only the columns that the schema names are read, and of each no more than one
 * page is in memory.
 *
 * <p>A field's column is found under its path, or under its path joined with dots. An event is a row; its offset is its number in the
 * file from 0. What a row cannot have is a reason against it, every one that can be known. It has no bytes of its own: those that a
 * rejected one keeps are a JSON object of the schema's fields, written by {@link RecordDecoder#keepOriginal}.
 *
 * <p><b>Types</b>: whole numbers of any width and sign to {@code long} and {@code decimal}, to {@code double} where exact; {@code float}
 * and {@code double} to {@code double}, bits kept; decimals of any width to {@code decimal} where no digit is lost; timestamps in
 * milliseconds, microseconds, nanoseconds (floored) and INT96, all taken for UTC; text to {@code string}, and to {@code timestamp} and
 * {@code date} as {@link dev.forebay.types.text.TimestampText} reads it; UUIDs to {@code string}.
 */
public final class ParquetReader implements EventFileReader {
    private final FileBytes file;
    private final List<Field> schema;
    private final Footer footer;
    private final List<ColumnCursor> cursors = new ArrayList<>();
    private final List<ColumnFill> fills = new ArrayList<>();
    private final List<Leaf> filled = new ArrayList<>();
    private final List<Integer> withoutColumn = new ArrayList<>();
    private int nextGroup;
    private long leftInGroup;
    private long nextRow;
    private volatile long rowsRead;

    private ParquetReader(FileBytes file, Footer footer, List<Field> schema) {
        this.file = file;
        this.footer = footer;
        this.schema = List.copyOf(schema);
    }

    /** A file has not the columns that the schema names, or has them with other types. */
    public static final class MismatchException extends IOException {
        private static final long serialVersionUID = 1;

        private final transient List<String> problems;
        private final transient List<String> columns;

        MismatchException(List<String> problems, List<String> columns) {
            super(String.join("; ", problems));
            this.problems = List.copyOf(problems);
            this.columns = List.copyOf(columns);
        }

        /** What is wrong, one text for each field: what was expected, what was found, what would do. */
        public List<String> problems() {
            return problems;
        }

        /** What the file has. */
        public List<String> columns() {
            return columns;
        }
    }

    /**
     * Opens a file.
     *
     * @param places for the index of a field, where in the definition it stands, as {@code file:line}; null where that is not known
     * @throws ParquetFormatException where it is no Parquet or damaged
     * @throws MismatchException where it is not a file of such events
     */
    public static ParquetReader open(Path path, List<Field> schema, IntFunction<@Nullable String> places)
            throws IOException {
        FileBytes file = FileBytes.open(path);
        try {
            ParquetReader reader = new ParquetReader(file, FooterReader.read(file), schema);
            reader.match(places);
            return reader;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * The columns of a file with the types that hold all of their values, each optional.
     *
     * @throws ParquetFormatException also where a column has a type that no column here can have
     */
    public static List<Field> columns(Path path) throws IOException {
        try (FileBytes file = FileBytes.open(path)) {
            List<Field> fields = new ArrayList<>();
            for (Leaf leaf : FooterReader.read(file).leaves()) {
                fields.add(new Field(
                        leaf.name(),
                        leaf.path(),
                        SchemaMatch.natural(leaf)
                                .orElseThrow(() -> new ParquetFormatException(
                                        "column '%s' is %s, which is not read"
                                                .formatted(leaf.name(), leaf.description()),
                                        null)),
                        Field.TimestampFormat.RFC3339,
                        true));
            }
            return List.copyOf(fields);
        }
    }

    private void match(IntFunction<@Nullable String> places) throws MismatchException {
        SchemaMatch match = new SchemaMatch(footer.leaves());
        for (int f = 0; f < schema.size(); f++) {
            Field field = schema.get(f);
            ColumnFill fill = match.fill(new FieldPlace(f, field, places.apply(f)));
            Leaf leaf = match.leaf(field);
            if (fill != null && leaf != null) {
                fills.add(fill);
                filled.add(leaf);
            } else {
                withoutColumn.add(f);
            }
        }
        if (!match.problems().isEmpty()) {
            throw new MismatchException(
                    match.problems(), footer.leaves().stream().map(Leaf::name).toList());
        }
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (!batch.fields().equals(schema)) {
            throw new IllegalArgumentException("the batch has other fields than the reader");
        }
        while (leftInGroup == 0) {
            if (nextGroup == footer.rowGroups().size()) {
                return false;
            }
            startGroup(batch.capacity());
        }
        int from = batch.size();
        int count = (int) Math.min(batch.capacity() - from, leftInGroup);
        for (int i = 0; i < count; i++) {
            batch.addInPlace(0, nextRow + i, Long.MIN_VALUE, 0, -1, 0, -1);
        }
        for (ColumnCursor cursor : cursors) {
            fill(cursor, batch, from, count);
        }
        for (int f : withoutColumn) {
            Arrays.fill(batch.column(f).state, from, from + count, Vector.NULL);
        }
        nextRow += count;
        leftInGroup -= count;
        rowsRead = nextRow;
        return true;
    }

    private void startGroup(int capacity) throws IOException {
        if (cursors.isEmpty()) {
            for (int i = 0; i < fills.size(); i++) {
                cursors.add(new ColumnCursor(file, filled.get(i), fills.get(i), capacity));
            }
        }
        RowGroup group = footer.rowGroups().get(nextGroup++);
        leftInGroup = group.rows();
        for (ColumnCursor cursor : cursors) {
            try {
                cursor.start(group.chunks().get(cursor.leaf().index()));
            } catch (DamagedException e) {
                throw damaged(cursor, e);
            }
        }
    }

    private void fill(ColumnCursor cursor, EventBatch batch, int from, int count) throws IOException {
        try {
            cursor.read(batch, from, count);
        } catch (DamagedException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw damaged(cursor, e);
        }
    }

    private ParquetFormatException damaged(ColumnCursor cursor, RuntimeException e) {
        return new ParquetFormatException(
                "column '%s' is damaged or cannot be read, in row group %d (rows from %,d on): %s"
                        .formatted(cursor.leaf().name(), nextGroup - 1, nextRow, e.getMessage()),
                e);
    }

    /** How much of the file has been read, 0 to 1. May be asked by any thread. */
    public double share() {
        long rows = footer.rows();
        return rows == 0 ? 1 : (double) rowsRead / rows;
    }

    /** Does nothing: the columns are filled when they are read. */
    @Override
    public RecordDecoder newDecoder() {
        return new ParquetRows(schema);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
