/** Tests of files of events. */
@NullMarked
package dev.forebay.formats.file;

import org.jspecify.annotations.NullMarked;
