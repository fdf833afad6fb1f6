/**
 * The registry: releases in files by their digests, labels and their moves in a database.
 *
 * <p>Start reading at {@link dev.forebay.release.registry.Registry}.
 */
@NullMarked
package dev.forebay.release.registry;

import org.jspecify.annotations.NullMarked;
