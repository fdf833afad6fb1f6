package dev.forebay.runtime.request;

import java.util.ArrayList;
import java.util.List;

/** Finds the events in the body of a request, without reading them: what is wrong inside of one is told of that one. */
final class Events {
    /** The most events of a request. */
    static final int MOST = 256;

    private Events() {}

    /** Where an event stands in the body. */
    record Slice(int from, int length) {}

    /** Whether the body is a JSON array. */
    static boolean isArray(byte[] body) {
        int at = skipSpace(body, 0);
        return at < body.length && body[at] == '[';
    }

    /** One event for each line that is not empty. */
    static List<Slice> lines(byte[] body) throws Refusal {
        List<Slice> slices = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= body.length; at++) {
            if (at == body.length || body[at] == '\n') {
                int end = at > from && body[at - 1] == '\r' ? at - 1 : at;
                if (skipSpace(body, from) < end) {
                    requireRoom(slices);
                    slices.add(new Slice(from, end - from));
                }
                from = at + 1;
            }
        }
        return slices;
    }

    /** The elements of a JSON array. */
    static List<Slice> elements(byte[] body) throws Refusal {
        List<Slice> slices = new ArrayList<>();
        int depth = 0;
        boolean inText = false;
        int from = skipSpace(body, 0) + 1;
        for (int at = from; at < body.length; at++) {
            byte b = body[at];
            if (inText) {
                at += b == '\\' ? 1 : 0;
                inText = b != '"';
            } else if (b == '"') {
                inText = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (depth == 0 && (b == ',' || b == ']')) {
                add(body, from, at, b == ']' && slices.isEmpty(), slices);
                from = at + 1;
                if (b == ']') {
                    requireEnd(body, from);
                    return slices;
                }
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
        throw malformed("the array does not end");
    }

    private static void add(byte[] body, int from, int to, boolean mayBeEmpty, List<Slice> slices) throws Refusal {
        int begin = skipSpace(body, from);
        if (begin < to) {
            requireRoom(slices);
            slices.add(new Slice(begin, to - begin));
        } else if (!mayBeEmpty) {
            throw malformed("the array has an element that is empty");
        }
    }

    /** Before the rest is looked at: what a body costs is bounded by the events that are answered. */
    private static void requireRoom(List<Slice> slices) throws Refusal {
        if (slices.size() == MOST) {
            throw Refusal.of(413, "too_many", "more than " + MOST + " events", "at most " + MOST + " events a request");
        }
    }

    private static void requireEnd(byte[] body, int from) throws Refusal {
        if (skipSpace(body, from) < body.length) {
            throw malformed("something follows the array");
        }
    }

    private static Refusal malformed(String message) {
        return Refusal.of(400, "malformed", message, "one event, or a JSON array of events");
    }

    private static int skipSpace(byte[] body, int from) {
        int at = from;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n')) {
            at++;
        }
        return at;
    }
}
