/**
 * What is to be fitted, as data: transformers with their parameters, and which columns they see.
 *
 * <p>Start reading at {@link dev.forebay.plan.fit.FitStep}.
 */
@NullMarked
package dev.forebay.plan.fit;

import org.jspecify.annotations.NullMarked;
