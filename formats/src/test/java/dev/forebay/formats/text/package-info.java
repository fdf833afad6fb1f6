/** Tests of single values as text. */
@NullMarked
package dev.forebay.formats.text;

import org.jspecify.annotations.NullMarked;
