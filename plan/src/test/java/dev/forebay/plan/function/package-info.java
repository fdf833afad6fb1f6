/** Tests of the function library and its page in the manual. */
@NullMarked
package dev.forebay.plan.function;

import org.jspecify.annotations.NullMarked;
