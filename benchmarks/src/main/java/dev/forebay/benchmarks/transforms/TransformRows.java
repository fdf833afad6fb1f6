package dev.forebay.benchmarks.transforms;

import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.StringVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The columns that {@code transforms.py make} wrote. Not to be changed. */
final class TransformRows {

    static final int COLUMNS = 10;
    private static final int CATEGORIES = 20;

    private final int count;
    private final double[][] numbers = new double[COLUMNS][];
    private final byte[] places;
    private final ByteArena categories = new ByteArena(1 << 10);
    private final int[] categoryStart = new int[CATEGORIES];
    private final int[] categoryLength = new int[CATEGORIES];

    TransformRows(Path directory) throws IOException {
        places = Files.readAllBytes(directory.resolve("texts.u1"));
        count = places.length / COLUMNS;
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("numbers.f64")))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int column = 0; column < COLUMNS; column++) {
            numbers[column] = new double[count];
            bytes.asDoubleBuffer().position(column * count).get(numbers[column]);
        }
        for (int i = 0; i < CATEGORIES; i++) {
            byte[] text = "category-%02d".formatted(i).getBytes(StandardCharsets.UTF_8);
            categoryStart[i] = categories.append(text, 0, text.length);
            categoryLength[i] = text.length;
        }
    }

    int count() {
        return count;
    }

    void copyNumbers(int column, int from, int rows, double[] to) {
        System.arraycopy(numbers[column], from, to, 0, rows);
    }

    void pointTexts(int column, int from, int rows, StringVector to) {
        for (int i = 0; i < rows; i++) {
            int place = places[column * count + from + i];
            to.set(i, categories, categoryStart[place], categoryLength[place]);
        }
    }
}
