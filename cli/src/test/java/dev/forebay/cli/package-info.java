/** The command line as a user meets it. Start reading at {@link dev.forebay.cli.DocumentedCommandsTest}. */
@NullMarked
package dev.forebay.cli;

import org.jspecify.annotations.NullMarked;
