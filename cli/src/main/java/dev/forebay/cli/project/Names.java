package dev.forebay.cli.project;

import java.util.regex.Pattern;

/** Column names as YAML and as expressions write them. */
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern YAML_WORD = Pattern.compile("(?i)true|false|null|~|y|n|yes|no|on|off");

    private Names() {}

    /** A name as a YAML scalar. */
    static String inYaml(String name) {
        return PLAIN.matcher(name).matches() && !YAML_WORD.matcher(name).matches()
                ? name
                : "'" + name.replace("'", "''") + "'";
    }

    /** A name as an expression's column. */
    static String inExpression(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
