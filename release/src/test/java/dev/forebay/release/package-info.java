@NullMarked
package dev.forebay.release;

import org.jspecify.annotations.NullMarked;
