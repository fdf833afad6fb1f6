@NullMarked
package dev.forebay.release.artefact;

import org.jspecify.annotations.NullMarked;
