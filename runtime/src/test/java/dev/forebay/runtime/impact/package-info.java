@NullMarked
package dev.forebay.runtime.impact;

import org.jspecify.annotations.NullMarked;
