@NullMarked
package dev.forebay.release.digest;

import org.jspecify.annotations.NullMarked;
