package dev.forebay.formats.avro;

import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ByteArena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The Avro schema of records of some columns. It depends on the names, types and nullability of the columns and on the record's name, and
 * on nothing else.
 *
 * <p><b>Types</b>: {@code long}, {@code double}, {@code boolean}, {@code string} as they are called; {@code decimal(p,s)} is bytes with
 * {@code decimal}; {@code timestamp} is long with {@code timestamp-micros}; {@code date} is int with {@code date}. A column that may be
 * null is a union of null and its type, with null as its default.
 *
 * <p><b>Names</b>: what is no Avro name has {@code _} for every character that may not stand there, and one before a leading digit; where
 * that is taken, {@code _2}, {@code _3} and so on after it. Names that need no change keep theirs, the others follow in order; the name as
 * it was is the property {@code forebay.name}.
 */
public final class AvroSchema {
    private static final String NAMESPACE = "forebay";
    private static final long EMPTY = 0xc15d213aa4d7a795L;

    private final String name;
    private final String originalName;
    private final List<AvroColumn> columns;
    private final List<String> names;

    /**
     * A column of a record.
     *
     * @param nullable whether a row may lack a value
     */
    public record AvroColumn(Column column, boolean nullable) {}

    /** @param recordName what the record is called, such as the pipeline's name */
    public AvroSchema(String recordName, List<AvroColumn> columns) {
        this.originalName = recordName;
        this.name = legal(recordName);
        this.columns = List.copyOf(columns);
        this.names = List.copyOf(names(columns));
    }

    List<AvroColumn> columns() {
        return columns;
    }

    private static List<String> names(List<AvroColumn> columns) {
        Set<String> taken = new HashSet<>();
        for (AvroColumn column : columns) {
            String written = column.column().name();
            if (legal(written).equals(written)) {
                taken.add(written);
            }
        }
        List<String> names = new ArrayList<>();
        for (AvroColumn column : columns) {
            String written = column.column().name();
            String wanted = legal(written);
            String name = wanted;
            if (!wanted.equals(written)) {
                for (int i = 2; !taken.add(name); i++) {
                    name = wanted + "_" + i;
                }
            }
            names.add(name);
        }
        return names;
    }

    private static String legal(String name) {
        String legal = name.replaceAll("[^A-Za-z0-9_]", "_");
        return legal.isEmpty() || Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    }

    /** The schema as JSON, a line a field. */
    public String json() {
        StringBuilder out = new StringBuilder(256);
        out.append("{\n  \"type\": \"record\",\n  \"name\": \"").append(name).append("\",\n");
        out.append("  \"namespace\": \"").append(NAMESPACE).append("\",\n");
        if (!name.equals(originalName)) {
            out.append("  \"forebay.name\": ").append(quoted(originalName)).append(",\n");
        }
        out.append("  \"fields\": [");
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "\n    " : ",\n    ");
            field(out, i);
        }
        return out.append("\n  ]\n}\n").toString();
    }

    private void field(StringBuilder out, int index) {
        AvroColumn column = columns.get(index);
        String type = type(column.column().type());
        out.append("{\"name\": \"").append(names.get(index)).append("\", \"type\": ");
        if (column.nullable()) {
            out.append("[\"null\", ").append(type).append("], \"default\": null");
        } else {
            out.append(type);
        }
        if (!names.get(index).equals(column.column().name())) {
            out.append(", \"forebay.name\": ").append(quoted(column.column().name()));
        }
        out.append('}');
    }

    private static String type(Type type) {
        return switch (type.kind()) {
            case DECIMAL ->
                "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": %d, \"scale\": %d}"
                        .formatted(type.precision(), type.scale());
            case TIMESTAMP -> "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}";
            case DATE -> "{\"type\": \"int\", \"logicalType\": \"date\"}";
            case BOOLEAN, LONG, DOUBLE, STRING -> "\"" + plain(type) + "\"";
        };
    }

    /** What the bytes are, whatever they mean. */
    private static String plain(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> "boolean";
            case LONG, TIMESTAMP -> "long";
            case DOUBLE -> "double";
            case STRING -> "string";
            case DATE -> "int";
            case DECIMAL -> "bytes";
        };
    }

    private static String quoted(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteArena out = new ByteArena(utf8.length + 16);
        JsonEncoder.writeText(out, utf8, 0, utf8.length);
        return new String(out.bytes, 0, out.size, StandardCharsets.UTF_8);
    }

    /** What decides how bytes are read, in Avro's Parsing Canonical Form. */
    public String canonicalForm() {
        StringBuilder out = new StringBuilder(256);
        out.append("{\"name\":\"").append(NAMESPACE).append('.').append(name);
        out.append("\",\"type\":\"record\",\"fields\":[");
        for (int i = 0; i < names.size(); i++) {
            String type = "\"" + plain(columns.get(i).column().type()) + "\"";
            out.append(i == 0 ? "" : ",");
            out.append("{\"name\":\"").append(names.get(i)).append("\",\"type\":");
            out.append(columns.get(i).nullable() ? "[\"null\"," + type + "]" : type)
                    .append('}');
        }
        return out.append("]}").toString();
    }

    /** The CRC-64-AVRO of the canonical form: what a record names its schema by. */
    public long fingerprint() {
        long fingerprint = EMPTY;
        for (byte b : canonicalForm().getBytes(StandardCharsets.UTF_8)) {
            fingerprint = fingerprint >>> 8 ^ table((int) (fingerprint ^ b) & 0xff);
        }
        return fingerprint;
    }

    private static long table(int index) {
        long fingerprint = index;
        for (int i = 0; i < 8; i++) {
            fingerprint = fingerprint >>> 1 ^ (EMPTY & -(fingerprint & 1));
        }
        return fingerprint;
    }
}
