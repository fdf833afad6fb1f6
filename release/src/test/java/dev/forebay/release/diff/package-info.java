@NullMarked
package dev.forebay.release.diff;

import org.jspecify.annotations.NullMarked;
