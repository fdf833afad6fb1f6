/**
 * Reading flat JSON by hand, for the bounds that Forebay is compared with.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.scan.FlatScanner}.
 */
@NullMarked
package dev.forebay.benchmarks.scan;

import org.jspecify.annotations.NullMarked;
