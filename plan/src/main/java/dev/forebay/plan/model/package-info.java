/** What is known of a model before it is asked. */
@NullMarked
package dev.forebay.plan.model;

import org.jspecify.annotations.NullMarked;
