/** Tests of {@code demo}. */
@NullMarked
package dev.forebay.cli.demo;

import org.jspecify.annotations.NullMarked;
