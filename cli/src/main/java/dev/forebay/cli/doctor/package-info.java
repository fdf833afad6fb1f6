/**
 * Looks at what a pipeline needs around it. Start reading at {@link dev.forebay.cli.doctor.Examination}.
 */
@NullMarked
package dev.forebay.cli.doctor;

import org.jspecify.annotations.NullMarked;
