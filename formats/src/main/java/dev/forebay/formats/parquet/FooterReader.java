package dev.forebay.formats.parquet;

import dev.forebay.formats.parquet.Annotation.Kind;
import dev.forebay.formats.parquet.Footer.Chunk;
import dev.forebay.formats.parquet.Footer.RowGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file's footer and checks that what it says can be true. Used once. */
final class FooterReader {
    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
    private static final int ENCRYPTED_MAGIC = 'P' | 'A' << 8 | 'R' << 16 | 'E' << 24;
    private static final int TAIL = 8;
    private static final int MAX_NESTING = 64;

    private final long fileBytes;
    private final ThriftReader in;
    private final List<Element> elements = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<RowGroup> groups = new ArrayList<>();
    private long rows = -1;
    private int nextElement;

    private FooterReader(long fileBytes, Slice footer) {
        this.fileBytes = fileBytes;
        this.in = new ThriftReader(footer);
    }

    static Footer read(FileBytes file) throws IOException {
        long size = file.size();
        if (size == 0) {
            throw new ParquetFormatException("the file is empty", null);
        }
        byte[] tail = new byte[TAIL + Binary.SPARE];
        byte[] head = new byte[Integer.BYTES + Binary.SPARE];
        if (size >= TAIL + Integer.BYTES) {
            file.read(0, head, 0, Integer.BYTES);
            file.read(size - TAIL, tail, 0, TAIL);
        }
        int magic = Binary.intAt(head, 0);
        if (magic == ENCRYPTED_MAGIC) {
            throw new ParquetFormatException("it is encrypted", null);
        }
        if (magic != MAGIC) {
            throw new ParquetFormatException("it does not begin as Parquet files do, with PAR1", null);
        }
        if (Binary.intAt(tail, Integer.BYTES) != MAGIC) {
            throw new ParquetFormatException("its end is missing: Parquet files end with PAR1", null);
        }
        long length = Binary.intAt(tail, 0) & 0xffffffffL;
        if (length > size - TAIL - Integer.BYTES) {
            throw new ParquetFormatException(
                    "its footer says that it has " + length + " bytes, more than the file", null);
        }
        byte[] bytes = new byte[(int) length + Binary.SPARE];
        file.read(size - TAIL - length, bytes, 0, (int) length);
        try {
            return new FooterReader(size - TAIL - length, new Slice(bytes, 0, (int) length)).footer();
        } catch (DamagedException e) {
            throw new ParquetFormatException("its footer is damaged: " + e.getMessage(), e);
        }
    }

    private Footer footer() {
        in.enter();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 2 -> schema();
                case 3 -> rows = in.integer();
                case 4 -> rowGroups();
                case 8 -> throw new DamagedException("it is encrypted");
                default -> in.skip();
            }
        }
        Footer footer = new Footer(leaves, groups);
        if (rows != footer.rows()) {
            throw new DamagedException("it says " + rows + " rows, and its row groups have " + footer.rows());
        }
        return footer;
    }

    /** A node of the schema; {@code type} null for a group. */
    private record Element(
            String name,
            @Nullable PhysicalType type,
            int byteLength,
            int repetition,
            int children,
            Annotation annotation) {}

    private void schema() {
        int count = in.list();
        int type = in.elementType();
        for (int i = 0; i < count; i++) {
            in.element(type);
            elements.add(element());
        }
        if (elements.isEmpty()) {
            throw new DamagedException("it has no schema");
        }
        Element root = elements.get(nextElement++);
        for (int i = 0; i < root.children(); i++) {
            node(new ArrayList<>(), 0, false);
        }
    }

    private Element element() {
        PhysicalType type = null;
        int length = 0;
        int repetition = 0;
        String name = "";
        int children = 0;
        int converted = -1;
        int scale = 0;
        int precision = 0;
        Annotation annotation = null;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> type = PhysicalType.of(in.int32());
                case 2 -> length = in.int32();
                case 3 -> repetition = in.int32();
                case 4 -> name = in.text();
                case 5 -> children = in.int32();
                case 6 -> converted = in.int32();
                case 7 -> scale = in.int32();
                case 8 -> precision = in.int32();
                case 10 -> annotation = logicalType();
                default -> in.skip();
            }
        }
        if (annotation == null) {
            annotation = converted < 0 ? Annotation.NONE : Annotation.ofConverted(converted, precision, scale);
        }
        return new Element(name, type, length, repetition, children, annotation);
    }

    private Annotation logicalType() {
        Annotation found = Annotation.of(Kind.OTHER);
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 5 -> found = decimal();
                case 8 -> found = Annotation.of(timestampUnit());
                case 10 -> found = integer();
                default -> {
                    in.skip();
                    found = Annotation.of(
                            switch (field) {
                                case 1 -> Kind.STRING;
                                case 4 -> Kind.ENUM;
                                case 6 -> Kind.DATE;
                                case 7 -> Kind.TIME;
                                case 11 -> Kind.NOTHING;
                                case 12 -> Kind.JSON;
                                case 13 -> Kind.BSON;
                                case 14 -> Kind.UUID;
                                case 15 -> Kind.FLOAT16;
                                default -> Kind.OTHER;
                            });
                }
            }
        }
        return found;
    }

    private Annotation decimal() {
        int scale = 0;
        int precision = 0;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> scale = in.int32();
                case 2 -> precision = in.int32();
                default -> in.skip();
            }
        }
        return Annotation.decimal(precision, scale);
    }

    private Annotation integer() {
        int bits = 0;
        boolean signed = false;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> bits = in.int32();
                case 2 -> signed = in.bool();
                default -> in.skip();
            }
        }
        return Annotation.integer(bits, signed);
    }

    private Kind timestampUnit() {
        Kind unit = Kind.OTHER;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field != 2) {
                in.skip();
                continue;
            }
            in.struct();
            for (int kind = in.next(); kind != 0; kind = in.next()) {
                in.skip();
                unit = kind == 1
                        ? Kind.TIMESTAMP_MILLIS
                        : kind == 2 ? Kind.TIMESTAMP_MICROS : kind == 3 ? Kind.TIMESTAMP_NANOS : Kind.OTHER;
            }
        }
        return unit;
    }

    /** Walks the next element and what is below it. */
    private void node(List<String> parents, int levels, boolean repeated) {
        if (nextElement >= elements.size() || parents.size() > MAX_NESTING) {
            throw new DamagedException("its schema is no tree");
        }
        Element element = elements.get(nextElement++);
        List<String> path = new ArrayList<>(parents);
        path.add(element.name());
        int here = levels + (element.repetition() == 0 ? 0 : 1);
        boolean many = repeated || element.repetition() == 2;
        PhysicalType type = element.type();
        if (type == null || element.children() > 0) {
            for (int i = 0; i < element.children(); i++) {
                node(path, here, many);
            }
            return;
        }
        int length = type == PhysicalType.FIXED_LEN_BYTE_ARRAY ? element.byteLength() : 0;
        if (length < 0 || (length == 0 && type == PhysicalType.FIXED_LEN_BYTE_ARRAY)) {
            throw new DamagedException("column '" + String.join(".", path) + "' has values of no length");
        }
        leaves.add(new Leaf(leaves.size(), path, type, length, element.annotation(), here, many));
    }

    private void rowGroups() {
        int count = in.list();
        int type = in.elementType();
        for (int i = 0; i < count; i++) {
            in.element(type);
            groups.add(rowGroup());
        }
    }

    private RowGroup rowGroup() {
        List<Chunk> chunks = new ArrayList<>();
        long groupRows = -1;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> {
                    int count = in.list();
                    int type = in.elementType();
                    for (int i = 0; i < count; i++) {
                        in.element(type);
                        chunks.add(chunk());
                    }
                }
                case 3 -> groupRows = in.integer();
                default -> in.skip();
            }
        }
        if (chunks.size() != leaves.size() || groupRows < 0) {
            throw new DamagedException(
                    "row group %d has %d columns of %d".formatted(groups.size(), chunks.size(), leaves.size()));
        }
        for (Leaf leaf : leaves) {
            if (!leaf.isRepeated() && chunks.get(leaf.index()).values() != groupRows) {
                throw new DamagedException("row group %d has %d rows, and column '%s' has %d"
                        .formatted(
                                groups.size(),
                                groupRows,
                                leaf.name(),
                                chunks.get(leaf.index()).values()));
            }
        }
        return new RowGroup(groupRows, chunks);
    }

    private Chunk chunk() {
        Chunk chunk = null;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 3) {
                chunk = chunkFacts();
            } else if (field == 1) {
                throw new DamagedException("a column is in another file, '" + in.text() + "'");
            } else {
                in.skip();
            }
        }
        if (chunk == null) {
            throw new DamagedException("a column says nothing of itself (it may be encrypted)");
        }
        if (chunk.start() < Integer.BYTES || chunk.bytes() < 0 || chunk.start() > fileBytes - chunk.bytes()) {
            throw new DamagedException("a column has %d bytes at %d, and the file has %d"
                    .formatted(chunk.bytes(), chunk.start(), fileBytes));
        }
        return chunk;
    }

    private Chunk chunkFacts() {
        long codec = 0;
        long values = -1;
        long bytes = -1;
        long data = -1;
        long dictionary = -1;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 4 -> codec = in.integer();
                case 5 -> values = in.integer();
                case 7 -> bytes = in.integer();
                case 9 -> data = in.integer();
                case 11 -> dictionary = in.integer();
                default -> in.skip();
            }
        }
        // Some writers say 0 where there is no dictionary.
        long start = dictionary > 0 && dictionary < data ? dictionary : data;
        return new Chunk(start, bytes, Codec.of(codec), values);
    }
}
