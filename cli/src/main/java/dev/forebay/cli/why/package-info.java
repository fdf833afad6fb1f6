/** Explains one event: its checks, features down to the events in its windows, transforms, vector and answer. */
@NullMarked
package dev.forebay.cli.why;

import org.jspecify.annotations.NullMarked;
