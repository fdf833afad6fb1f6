package dev.forebay.definition.diagnostic;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Severity;

/** What can be wrong with the text of a definition: its YAML, its keys and values, its variables, its expressions. */
public enum DefinitionCode implements DiagnosticCode {
    YAML_SYNTAX(1001, "the file is not YAML"),
    YAML_SPOILS_TEXT(1002, "YAML takes a part of a text for its own"),
    TAB(1003, "a tab where YAML needs spaces"),
    EMPTY_FILE(1004, "the file is empty"),
    NOT_A_MAPPING(1005, "the file is not a mapping"),
    SEVERAL_DOCUMENTS(1006, "several YAML documents in one file"),
    ANCHOR(1007, "a YAML anchor or alias"),
    TAG(1008, "a YAML tag"),
    MERGE_KEY(1009, "a YAML merge key"),
    DUPLICATE_KEY(1010, "a key that stands twice"),
    ODD_KEY(1011, "a key that is not a text"),
    FILE_TOO_LARGE(1012, "a file that is too large"),
    YAML_TOO_DEEP(1013, "YAML that is nested too deep"),
    ODD_CHARACTER(1014, "a character that YAML does not allow"),

    UNKNOWN_KEY(1020, "an unknown key"),
    MISSING_KEY(1021, "a key that is needed"),
    NOT_YET_AVAILABLE(1022, "reserved for a later version"),
    WRONG_SHAPE(1023, "a value of the wrong shape"),
    WRONG_VALUE(1024, "a value that is not allowed here"),
    UNKNOWN_VERSION(1025, "an unknown version of the definition language"),
    WRONG_NAME(1026, "a name that is not allowed"),
    WRONG_DURATION(1027, "not a duration"),
    WRONG_SIZE(1028, "not a size"),
    UNKNOWN_TYPE(1029, "an unknown type"),
    SAID_TWICE(1031, "something that is said twice"),
    TEST_COUNTS(1032, "a test that expects more or fewer events than it gives"),
    PLACE_IN_BRACES(1033, "a place in braces that nothing fills, or a filling that has no place"),
    TOO_MANY_COLUMNS(1034, "a feature that is repeated too often"),

    UNSET_VARIABLE(1040, "an environment variable that is not set"),
    VARIABLE_NOT_ALLOWED(1041, "an environment variable where it would change logic"),
    WRONG_REFERENCE(1042, "a malformed reference to an environment variable"),

    EMPTY_EXPRESSION(1050, "an empty expression"),
    UNEXPECTED(1051, "something else is expected here"),
    UNCLOSED_TEXT(1052, "a quote that is never closed"),
    UNCLOSED_PARENTHESIS(1053, "a parenthesis that is never closed"),
    UNCLOSED_COMMENT(1054, "a comment that is never closed"),
    STRANGE_CHARACTER(1055, "a character that expressions do not know"),
    NOT_SQL(1056, "the way another language writes it"),
    WRONG_NUMBER(1057, "not a number"),
    TRAILING_COMMA(1058, "a comma with nothing after it"),
    UNBALANCED_CASE(1059, "a CASE that is not complete"),
    EXPRESSION_TOO_LONG(1060, "an expression that is too long"),
    EXPRESSION_TOO_DEEP(1061, "an expression that is nested too deep"),
    CHAINED_COMPARISON(1062, "a comparison of a comparison");

    private final String id;
    private final String title;

    DefinitionCode(int number, String title) {
        this.id = "FB" + number;
        this.title = title;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String title() {
        return title;
    }
}
