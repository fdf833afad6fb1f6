/** Tests of fitting against what scikit-learn learned of the same columns. */
@NullMarked
package dev.forebay.engine.fit;

import org.jspecify.annotations.NullMarked;
