package dev.forebay.runtime.request;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request that gets no answer but why not. Has no stack trace: it is the requester's, not ours. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final String code;
    private final String expected;
    private final int retryAfterSeconds;

    private Refusal(int status, String code, String message, String expected, int retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.expected = expected;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** A request that will never be answered as it is. */
    static Refusal of(int status, String code, String message, String expected) {
        return new Refusal(status, code, message, expected, 0);
    }

    /** A request that may be answered later. */
    static Refusal later(int status, String code, String message, int retryAfterSeconds) {
        return new Refusal(status, code, message, "try again later", retryAfterSeconds);
    }

    int status() {
        return status;
    }

    /** What the header Retry-After says; 0 for no such header. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    byte[] body() {
        ObjectNode out = JSON.createObjectNode();
        out.put("error", code);
        out.put("message", getMessage());
        out.put("expected", expected);
        return JSON.writeValueAsBytes(out);
    }
}
