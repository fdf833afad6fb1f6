/**
 * The command line: {@code forebay COMMAND ...}.
 *
 * <p>Start reading at {@link dev.forebay.cli.Main}; each command is a class in {@code command}, what they print with is in
 * {@code console}.
 */
@NullMarked
package dev.forebay.cli;

import org.jspecify.annotations.NullMarked;
