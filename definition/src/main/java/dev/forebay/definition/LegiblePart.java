package dev.forebay.definition;

import java.util.Set;

/**
 * What can be judged of a definition that has errors: whatever they do not touch.
 *
 * @param definition without the columns, checks, windows and features that have an error; {@code event} is null, {@code sinks} empty and
 *     the span of {@code output} null where that section has one
 * @param unread names of columns and features that were left out: they exist, and no more is known of them
 * @param unreadWindows names of windows and families that were left out
 * @param eventUnread whether {@code event} is null because it has an error
 */
public record LegiblePart(Definition definition, Set<String> unread, Set<String> unreadWindows, boolean eventUnread) {
    public LegiblePart {
        unread = Set.copyOf(unread);
        unreadWindows = Set.copyOf(unreadWindows);
    }
}
