/** What {@code forebay new} writes and infers. Start reading at {@link dev.forebay.cli.project.NewProject}. */
@NullMarked
package dev.forebay.cli.project;

import org.jspecify.annotations.NullMarked;
