/** What commands print. */
@NullMarked
package dev.forebay.cli.command;

import org.jspecify.annotations.NullMarked;
