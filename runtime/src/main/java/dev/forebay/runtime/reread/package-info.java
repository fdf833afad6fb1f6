/** What a live pipeline has read, read again in the order that its journal has: for those who look back. */
@NullMarked
package dev.forebay.runtime.reread;

import org.jspecify.annotations.NullMarked;
