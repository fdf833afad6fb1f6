/** What can be wrong with releases and the registry, in words. */
@NullMarked
package dev.forebay.release.diagnostic;

import org.jspecify.annotations.NullMarked;
