package dev.forebay.cli.project;

import java.util.regex.Pattern;

/** Column names as YAML and as expressions write them. */
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern YAML_WORD = Pattern.compile("(?i)true|false|null|~|y|n|yes|no|on|off");

    // What the expression language takes for something else than a column's name, at least in some places.
    private static final Pattern EXPRESSION_WORD = Pattern.compile("(?i)true|false|null|not|case");
    // Neither a quote nor what ends a plain text of YAML.
    private static final Pattern PLAIN_SQL = Pattern.compile("[A-Za-z_][A-Za-z0-9_ ()<>=,.+*/-]*");

    private Names() {}

    /** Whether a name needs quotes nowhere. */
    static boolean isPlain(String name) {
        return inYaml(name).equals(name) && inExpression(name).equals(name);
    }

    /** An expression as a YAML scalar. */
    static String sqlInYaml(String sql) {
        return PLAIN_SQL.matcher(sql).matches() ? sql : "'" + sql.replace("'", "''") + "'";
    }

    /** A name as a YAML scalar. */
    static String inYaml(String name) {
        return PLAIN.matcher(name).matches() && !YAML_WORD.matcher(name).matches()
                ? name
                : "'" + name.replace("'", "''") + "'";
    }

    /** A name as an expression's column. */
    static String inExpression(String name) {
        return PLAIN.matcher(name).matches() && !EXPRESSION_WORD.matcher(name).matches()
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }
}
