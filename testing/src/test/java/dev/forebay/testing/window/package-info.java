/** Tests of exact arithmetic. */
@NullMarked
package dev.forebay.testing.window;

import org.jspecify.annotations.NullMarked;
