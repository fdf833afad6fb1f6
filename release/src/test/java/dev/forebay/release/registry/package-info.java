@NullMarked
package dev.forebay.release.registry;

import org.jspecify.annotations.NullMarked;
