package dev.forebay.release.registry;

import java.time.Instant;

/**
 * Who does something to the registry, when, and with which version of Forebay.
 *
 * @param name such as {@code ann@build-7}
 */
public record Actor(String name, Instant at, String engine) {}
