@NullMarked
package dev.forebay.runtime.bootstrap;

import org.jspecify.annotations.NullMarked;
