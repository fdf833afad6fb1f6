/** Tests of single values as text. */
@NullMarked
package dev.forebay.types.text;

import org.jspecify.annotations.NullMarked;
