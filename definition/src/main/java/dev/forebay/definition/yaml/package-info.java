/**
 * A YAML file as a tree of our own in which every key and value has its place. Only the part of YAML that a definition may
 * use is let in: mappings, lists and scalars of one document, without anchors, tags and merge keys.
 *
 * <p>Start reading at {@link dev.forebay.definition.yaml.YamlReader}.
 */
@NullMarked
package dev.forebay.definition.yaml;

import org.jspecify.annotations.NullMarked;
