package dev.forebay.cli.local;

import dev.forebay.types.batch.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why an event was rejected, for people and for programs. */
public final class Reasons {
    private Reasons() {}

    /** All reasons on one line. */
    public static String text(List<Reason> reasons) {
        return reasons.stream().map(Reasons::text).collect(Collectors.joining("; "));
    }

    private static String text(Reason reason) {
        return (reason.column() == null ? "" : reason.column() + ": ")
                + reason.code().code()
                + ", expected "
                + reason.rule()
                + (reason.found() == null ? "" : ", found " + reason.found());
    }

    /** One reason as a JSON object. */
    public static Map<String, @Nullable Object> data(Reason reason) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("code", reason.code().code());
        data.put("column", reason.column());
        data.put("found", reason.found());
        data.put("rule", reason.rule());
        data.put("place", reason.place());
        return data;
    }
}
