package dev.forebay.plan.resolve;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Severity;

/** What can be wrong with a definition that is well written: its names, types, times and fitted state. */
public enum PlanCode implements DiagnosticCode {
    NAME_TAKEN(2101, "a name that is taken"),
    LISTED_TWICE(2102, "a column that is listed twice"),
    UNKNOWN_FUNCTION(2103, "an unknown function"),
    UNKNOWN_COLUMN(2104, "an unknown column"),
    UNKNOWN_OUTPUT(2105, "an unknown column or group"),
    CYCLE(2106, "columns that are computed from each other"),
    NOT_IN_SCHEMA(2107, "a check that reads a computed column"),
    UNKNOWN_TYPE(2108, "an unknown type"),
    NO_SUFFIX(2109, "a transform whose output would have the names of its input"),
    NOT_YET_AVAILABLE(2110, "a part of the language that comes later"),
    NO_OUTPUT(2111, "a pipeline that puts nothing out"),
    UNUSED_FEATURE(2112, "a feature that nothing uses", Severity.WARNING),

    ARGUMENT_COUNT(3101, "a function with too few or too many arguments"),
    ARGUMENT_TYPE(3102, "an argument or operand of a type that is not taken"),
    INCOMPARABLE(3103, "a comparison of types that have no order in common"),
    MIXED_RESULTS(3104, "alternatives of different types"),
    NOT_BOOLEAN(3105, "a value where a condition is needed"),
    IMPOSSIBLE_CAST(3106, "a cast between types that have no conversion"),
    LITERAL_RANGE(3107, "a number that its type cannot hold"),
    MALFORMED_LITERAL(3108, "a literal that is not of its type"),
    NOT_CONSTANT(3109, "an expression where a constant is needed"),
    WRONG_CONSTANT(3110, "a constant that a function cannot use"),
    CONSTRAINT_TYPE(3111, "a constraint that the type of its column has not"),
    CONSTRAINT_VALUE(3112, "a constraint that no value, or no such value, can meet"),
    DECLARED_TYPE(3113, "a feature of another type than it declares"),
    UNTYPED_NULL(3114, "a NULL whose type nothing tells"),
    NOT_A_MODEL_INPUT(3115, "a column in the vector that is no number"),
    DECIMAL_DIGITS(3116, "a decimal of too many digits"),
    EXPRESSION_TOO_LARGE(3117, "an expression that is too large once written out"),

    EVENT_COLUMN(4101, "an event column that the schema does not have"),
    EVENT_COLUMN_OPTIONAL(4102, "an event column that may be missing"),
    EVENT_COLUMN_TYPE(4103, "an event column of the wrong type"),
    EVENT_COLUMN_MISSING(4104, "a rule about events that needs their time or id"),

    UNKNOWN_WINDOW(4201, "an unknown window"),
    NO_WINDOW(4202, "an aggregate that does not say over which window"),
    SEVERAL_FAMILIES(4203, "an expression over several families of windows"),
    NESTED_AGGREGATE(4204, "an aggregate of what is computed from an aggregate"),
    AGGREGATE_NOT_HERE(4205, "an aggregate where there can be none"),
    NO_AGGREGATE(4206, "a function over a window that is no aggregate"),
    DISTINCT_NOT_HERE(4207, "DISTINCT in an aggregate that has no use for it"),
    WINDOW_LENGTH(4208, "a window whose length makes no sense"),
    WINDOW_CURRENT(4209, "a window that leaves out what is not in it"),
    SUFFIX_WITHOUT_FAMILY(4210, "a place for a suffix where there is no family of windows"),
    TOO_MANY_COLUMNS(4211, "more columns or windows than a definition may have"),
    KNOWN_LATER(4212, "a value that is used before it is known"),
    UNUSED_WINDOW(4213, "a window that nothing uses", Severity.WARNING),

    NOT_FITTED(5101, "a transform without fitted state"),
    FITTED_COLUMN_COUNT(5102, "fitted state for another number of columns"),
    FITTED_COLUMN_NAMES(5103, "fitted state for other columns"),
    UNKNOWN_TRANSFORMER(5104, "an unknown transformer"),
    TRANSFORMER_NOT_AVAILABLE(5105, "a transformer that comes later"),
    TRANSFORMER_PARAMETER(5106, "a parameter that the transformer does not have or take"),
    FITTED_OTHERWISE(5107, "a parameter that contradicts the fitted state"),
    TRANSFORM_INPUT_TYPE(5108, "a transform of a column of a kind that it does not take"),
    TRANSFORM_STEPS(5109, "a transform without steps, or with others than the fitted ones"),
    TRANSFORM_COLUMNS(5110, "a transform of no columns, or too many"),

    MODEL_MISSING(6101, "a model that is not there"),
    MODEL_INPUT(6102, "a model that does not take the vector"),
    MODEL_OUTPUT(6103, "an output that the model does not have, or several"),
    MODEL_WITHOUT_VECTOR(6104, "a model without a vector");

    private final String id;
    private final String title;
    private final Severity severity;

    PlanCode(int number, String title) {
        this(number, title, Severity.ERROR);
    }

    PlanCode(int number, String title, Severity severity) {
        this.id = "FB" + number;
        this.title = title;
        this.severity = severity;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String title() {
        return title;
    }
}
