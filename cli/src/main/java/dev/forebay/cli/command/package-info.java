/** One class a command. Start reading at {@link dev.forebay.cli.command.CheckCommand}. */
@NullMarked
package dev.forebay.cli.command;

import org.jspecify.annotations.NullMarked;
