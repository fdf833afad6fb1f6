package dev.forebay.plan.function;

/** What a function is about; the sections of the reference, in its order. */
public enum Category {
    OPERATOR("Operators and special forms"),
    CONDITIONAL("Conditionals"),
    MATH("Math"),
    CYCLICAL("Cyclical encodings"),
    TEXT("Text"),
    MATCHING("Patterns and similarity"),
    TIME("Time and calendar"),
    GEO("Geography"),
    HASH("Hashing and bucketing"),
    NETWORK("Network names and card numbers");

    private final String title;

    Category(String title) {
        this.title = title;
    }

    /** The section's heading. */
    public String title() {
        return title;
    }
}
