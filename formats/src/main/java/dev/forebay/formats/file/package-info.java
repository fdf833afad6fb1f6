/**
 * Files of events: cut into records here, decoded by {@code json} and {@code csv}.
 *
 * <p>Start reading at {@link dev.forebay.formats.file.EventFileReader}.
 */
@NullMarked
package dev.forebay.formats.file;

import org.jspecify.annotations.NullMarked;
