/** Tests of the resolver: golden diagnostics, laws, examples. */
@NullMarked
package dev.forebay.plan.resolve;

import org.jspecify.annotations.NullMarked;
