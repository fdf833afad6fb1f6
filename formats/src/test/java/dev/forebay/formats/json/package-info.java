/** Tests of JSON in and out. */
@NullMarked
package dev.forebay.formats.json;

import org.jspecify.annotations.NullMarked;
