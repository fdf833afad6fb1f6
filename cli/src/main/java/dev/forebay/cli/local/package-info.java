/**
 * A pipeline in this process on a handful of events, nothing committed: what {@code eval}, {@code try} and {@code test} use.
 *
 * <p>Start reading at {@link dev.forebay.cli.local.LocalPipeline}.
 */
@NullMarked
package dev.forebay.cli.local;

import org.jspecify.annotations.NullMarked;
