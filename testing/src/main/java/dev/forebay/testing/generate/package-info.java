/**
 * Random plans, definitions and events, each a function of a seed.
 *
 * <p>Start reading at {@link dev.forebay.testing.generate.PlanGenerator}; {@link dev.forebay.testing.generate.Chance} is where the
 * randomness comes from.
 */
@NullMarked
package dev.forebay.testing.generate;

import org.jspecify.annotations.NullMarked;
