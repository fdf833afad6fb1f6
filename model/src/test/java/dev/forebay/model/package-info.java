@NullMarked
package dev.forebay.model;

import org.jspecify.annotations.NullMarked;
