package dev.forebay.testing.expression;

import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values a function is given, and the type it must return.
 *
 * @param values boxed as {@link ReferenceEvaluator} says
 * @param types the types of the arguments
 * @param result the type of the result
 */
record Arguments(List<@Nullable Object> values, List<Type> types, Type result) {

    int size() {
        return values.size();
    }

    @Nullable
    Object nullable(int index) {
        return values.get(index);
    }

    Object get(int index) {
        Object value = values.get(index);
        if (value == null) {
            throw new IllegalStateException("null given to a strict function at " + index);
        }
        return value;
    }

    boolean has(int index) {
        return index < values.size();
    }

    boolean truth(int index) {
        return (Boolean) get(index);
    }

    long whole(int index) {
        return (Long) get(index);
    }

    double real(int index) {
        return (Double) get(index);
    }

    BigDecimal decimal(int index) {
        return (BigDecimal) get(index);
    }

    String text(int index) {
        return (String) get(index);
    }

    Instant instant(int index) {
        return (Instant) get(index);
    }

    LocalDate date(int index) {
        return (LocalDate) get(index);
    }

    Type.Kind kind(int index) {
        return types.get(index).kind();
    }
}
