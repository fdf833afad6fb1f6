package dev.forebay.formats.parquet;

import dev.forebay.types.Column;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ByteArena;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a Parquet file of rows that {@link RowPacker} packed: dictionaries where they help, Snappy, statistics, checksums.
 *
 * <p><b>Types</b>: {@code long} is INT64; {@code double} DOUBLE, bits kept; {@code decimal(p,s)} DECIMAL on INT32 up to nine digits, on
 * INT64 above; {@code string} BYTE_ARRAY with STRING; {@code timestamp} INT64 with TIMESTAMP in microseconds, UTC; {@code date} INT32
 * with DATE; {@code boolean} BOOLEAN. Every column is optional. <b>Memory</b>: a row group ends at {@link #GROUP_BYTES} of packed pages
 * or {@link #GROUP_ROWS} rows. <b>Threads</b>: one at a time.
 */
public final class ParquetWriter {
    /** How many bytes of pages a row group has at most, give or take a page for each column. */
    public static final int GROUP_BYTES = 32 << 20;

    /** How many rows a row group has at most. */
    public static final int GROUP_ROWS = 1 << 20;

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private final OutputStream out;
    private final List<Column> columns;
    private final Type.Kind[] kinds;
    private final ColumnWriter[] writers;
    private final List<Group> groups = new ArrayList<>();
    private long position;
    private int rowsInGroup;
    private long rows;

    private record Group(int rows, List<ColumnWriter.Written> columns) {}

    /** @param out stays open */
    public ParquetWriter(OutputStream out, List<Column> columns) throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.kinds = columns.stream().map(column -> column.type().kind()).toArray(Type.Kind[]::new);
        this.writers = columns.stream().map(ColumnWriter::new).toArray(ColumnWriter[]::new);
        write(MAGIC, MAGIC.length);
    }

    /** Adds the packed row that begins at {@code from}. */
    public void add(byte[] packed, int from) throws IOException {
        int at = from;
        for (int i = 0; i < kinds.length; i++) {
            ColumnWriter writer = writers[i];
            if (packed[at++] == 0) {
                writer.addNull();
                continue;
            }
            switch (kinds[i]) {
                case BOOLEAN -> writer.addNumber(packed[at++]);
                case STRING -> {
                    int length = Binary.intAt(packed, at);
                    at += Integer.BYTES;
                    writer.addText(packed, at, length);
                    at += length;
                }
                case DOUBLE, LONG, DECIMAL, TIMESTAMP, DATE -> {
                    writer.addNumber(Binary.longAt(packed, at));
                    at += Long.BYTES;
                }
            }
        }
        rowsInGroup++;
        if (rowsInGroup == GROUP_ROWS || ((rowsInGroup & 0x3ff) == 0 && bytesInGroup() > GROUP_BYTES)) {
            endGroup();
        }
    }

    private long bytesInGroup() {
        long bytes = 0;
        for (ColumnWriter writer : writers) {
            bytes += writer.bytes();
        }
        return bytes;
    }

    private void endGroup() throws IOException {
        List<ColumnWriter.Written> written = new ArrayList<>();
        for (ColumnWriter writer : writers) {
            ColumnWriter.Written column = writer.endGroup(position);
            for (ByteArena part : writer.parts()) {
                write(part.bytes, part.size);
            }
            writer.clear();
            written.add(column);
        }
        groups.add(new Group(rowsInGroup, written));
        rows += rowsInGroup;
        rowsInGroup = 0;
    }

    /** Writes what is left and the footer. Nothing may be added after. */
    public void finish() throws IOException {
        if (rowsInGroup > 0) {
            endGroup();
        }
        ByteArena footer = new ByteArena(1 << 12);
        footer(new ThriftWriter(footer));
        footer.ensure(Integer.BYTES);
        Binary.INTS.set(footer.bytes, footer.size, footer.size);
        write(footer.bytes, footer.size + Integer.BYTES);
        write(MAGIC, MAGIC.length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    private void footer(ThriftWriter thrift) {
        thrift.begin();
        thrift.int32(1, 1);
        thrift.structs(2, columns.size() + 1);
        thrift.begin();
        thrift.text(4, "schema");
        thrift.int32(5, columns.size());
        thrift.end();
        for (ColumnWriter writer : writers) {
            writer.schema(thrift);
        }
        thrift.int64(3, rows);
        thrift.structs(4, groups.size());
        for (Group group : groups) {
            group(thrift, group);
        }
        thrift.text(6, "forebay");
        thrift.structs(7, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            thrift.begin();
            thrift.emptyStruct(1);
            thrift.end();
        }
        thrift.end();
    }

    private static void group(ThriftWriter thrift, Group group) {
        thrift.begin();
        thrift.structs(1, group.columns().size());
        long unpacked = 0;
        long packed = 0;
        for (ColumnWriter.Written column : group.columns()) {
            column.write(thrift, group.rows());
            unpacked += column.unpackedBytes();
            packed += column.packedBytes();
        }
        thrift.int64(2, unpacked);
        thrift.int64(3, group.rows());
        if (!group.columns().isEmpty()) {
            thrift.int64(5, group.columns().get(0).start());
        }
        thrift.int64(6, packed);
        thrift.end();
    }
}
