package dev.forebay.types.diagnostic;

/**
 * The stable identity of one kind of mistake. Implemented by one enum per module.
 *
 * <p>Ranges: FB1xxx syntax, FB2xxx names, FB3xxx types, FB4xxx time and windows, FB5xxx fitted state and compatibility,
 * FB6xxx models and releases, FB7xxx data at run time, FB8xxx environment, FB9xxx a defect of Forebay.
 */
public interface DiagnosticCode {

    /** {@code FB} and four digits, never reused. */
    String id();

    Severity severity();

    /** What the code stands for in a few words, for the reference. */
    String title();
}
