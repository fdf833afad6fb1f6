package dev.forebay.runtime.request;

import dev.forebay.plan.Plan;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the query of a request says.
 *
 * @param record whether the events are also produced to the source topic
 * @param features the computed columns that are asked for, as slots
 * @param key the key of the record; null for none
 * @param keySlot the field whose value is the key of each record; -1 for none
 */
record Parameters(
        boolean record, List<Integer> features, @Nullable String key, int keySlot) {
    private static final String EXPECTED = "record, features, key, key_column, each once";
    private static final Set<String> TRUTH = Set.of("true", "false");

    Parameters {
        features = List.copyOf(features);
    }

    /**
     * Reads a query.
     *
     * @param query as it stands in the address; null for none
     * @param computed the slots of computed columns
     */
    static Parameters of(@Nullable String query, Plan plan, List<Integer> computed) throws Refusal {
        boolean record = false;
        List<Integer> features = computed;
        String key = null;
        int keySlot = -1;
        List<String> seen = new ArrayList<>();
        for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = decoded(equals < 0 ? "" : part.substring(equals + 1));
            if (seen.contains(name)) {
                throw wrong("the parameter '" + name + "' is there twice", EXPECTED);
            }
            seen.add(name);
            switch (name) {
                case "record" -> record = truth(value);
                case "features" -> features = slots(value, plan, computed);
                case "key" -> key = value;
                case "key_column" -> keySlot = field(value, plan);
                default -> throw wrong("there is no parameter '" + name + "'", EXPECTED);
            }
        }
        if (key != null && keySlot >= 0) {
            throw wrong("both key and key_column", "one of them: the key itself, or the field that holds it");
        }
        return new Parameters(record, features, key, keySlot);
    }

    private static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("the query is not encoded as a query is", "percent-encoded UTF-8");
        }
    }

    private static boolean truth(String value) throws Refusal {
        if (!TRUTH.contains(value)) {
            throw wrong("record is '" + value + "'", "true or false");
        }
        return value.equals("true");
    }

    private static List<Integer> slots(String value, Plan plan, List<Integer> computed) throws Refusal {
        List<Integer> slots = new ArrayList<>();
        for (String name : value.isEmpty() ? new String[0] : value.split(",", -1)) {
            int slot = find(name, plan, computed);
            if (slot < 0) {
                throw wrong("there is no feature '" + name + "'", names(plan, computed));
            }
            slots.add(slot);
        }
        return slots;
    }

    private static int field(String value, Plan plan) throws Refusal {
        List<Integer> fields = new ArrayList<>();
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            fields.add(slot);
        }
        int slot = find(value, plan, fields);
        if (slot < 0) {
            throw wrong("there is no field '" + value + "'", names(plan, fields));
        }
        return slot;
    }

    private static int find(String name, Plan plan, List<Integer> among) {
        return among.stream()
                .filter(slot -> plan.columns().get(slot).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    private static String names(Plan plan, List<Integer> slots) {
        return "one of "
                + String.join(
                        ", ",
                        slots.stream()
                                .map(slot -> plan.columns().get(slot).name())
                                .toList());
    }

    private static Refusal wrong(String message, String expected) {
        return Refusal.of(400, "parameter", message, expected);
    }
}
