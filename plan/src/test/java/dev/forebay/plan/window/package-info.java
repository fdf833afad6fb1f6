/** Tests of windows and aggregates as types, and of their page in the manual. */
@NullMarked
package dev.forebay.plan.window;

import org.jspecify.annotations.NullMarked;
