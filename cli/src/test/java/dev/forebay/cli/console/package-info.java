/** Where commands print. */
@NullMarked
package dev.forebay.cli.console;

import org.jspecify.annotations.NullMarked;
