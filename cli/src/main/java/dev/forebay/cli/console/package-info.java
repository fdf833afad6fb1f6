/** How commands talk: the terminal, tables, JSON, failures. Start reading at {@link dev.forebay.cli.console.Terminal}. */
@NullMarked
package dev.forebay.cli.console;

import org.jspecify.annotations.NullMarked;
