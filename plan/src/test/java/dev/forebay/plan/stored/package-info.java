/** Tests of the stored form of fitted state. */
@NullMarked
package dev.forebay.plan.stored;

import org.jspecify.annotations.NullMarked;
