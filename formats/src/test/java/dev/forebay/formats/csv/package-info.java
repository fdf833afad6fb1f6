/** Tests of CSV in and out. */
@NullMarked
package dev.forebay.formats.csv;

import org.jspecify.annotations.NullMarked;
