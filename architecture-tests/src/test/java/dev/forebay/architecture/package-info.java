/**
 * What holds of every class of Forebay, checked on the compiled classes.
 *
 * <p>Start reading at {@link dev.forebay.architecture.ModuleDirectionTest}; {@code README.md} beside the POM says what to do
 * when a rule fails.
 */
@NullMarked
package dev.forebay.architecture;

import org.jspecify.annotations.NullMarked;
