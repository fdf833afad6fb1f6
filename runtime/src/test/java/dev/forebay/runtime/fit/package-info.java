/** Tests of fits on histories. */
@NullMarked
package dev.forebay.runtime.fit;

import org.jspecify.annotations.NullMarked;
