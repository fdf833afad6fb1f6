/**
 * A release: definition, fitted state, output and model contract as one artefact that is known by its digest.
 *
 * <p>Start reading at {@link dev.forebay.release.artefact.Release}.
 */
@NullMarked
package dev.forebay.release.artefact;

import org.jspecify.annotations.NullMarked;
