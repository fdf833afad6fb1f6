package dev.forebay.plan.function;

/** What a constant must be where a parameter takes constants only, so that a mistake in it is found before any event is. */
public enum ConstantRule {
    /** A regular expression as {@link java.util.regex.Pattern} has it. */
    REGEX("a regular expression"),
    /** The number of a group that the call's regular expression has. */
    REGEX_GROUP("the number of a group of the pattern"),
    /** A replacement as {@link java.util.regex.Matcher#replaceAll(String)} has it, over groups that the pattern has. */
    REPLACEMENT("a replacement text, with $1 for the first group"),
    /** A zone: an IANA name or an offset. */
    ZONE("a time zone, such as 'Europe/Paris' or '+02:00'"),
    /** One of {@link TimeUnitName}. */
    TIME_UNIT("one of 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'"),
    /** One code point. */
    ESCAPE("one character"),
    /** An address block: an IPv4 or IPv6 address, a slash, a number of bits. */
    CIDR("an address block, such as '10.0.0.0/8'");

    private final String expected;

    ConstantRule(String expected) {
        this.expected = expected;
    }

    /** What would do, in words. */
    public String expected() {
        return expected;
    }
}
