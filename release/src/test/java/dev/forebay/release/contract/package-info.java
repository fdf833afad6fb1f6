@NullMarked
package dev.forebay.release.contract;

import org.jspecify.annotations.NullMarked;
