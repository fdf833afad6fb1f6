package dev.forebay.runtime.request;

import com.sun.net.httpserver.HttpExchange;
import dev.forebay.definition.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a request wants, and requires of it what the API says. Safe to use from several threads. */
final class Routes {
    /** The most bytes of a body, but for a source that allows larger events. */
    static final int MOST_BYTES = 4 << 20;

    static final String OPENAPI = "/v1/openapi.json";
    private static final String PIPELINES = "/v1/pipelines/";
    private static final String SCORE = "/score";
    private static final String LINES = "application/x-ndjson";
    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";

    private final String pipeline;
    private final Set<String> types;
    private final int mostBytes;
    private final Scoring scoring;
    private final byte[] description;

    Routes(Definition definition, Scoring scoring) {
        this.pipeline = definition.pipeline().value();
        boolean isCsv = definition.source().format() == Definition.Format.CSV;
        this.types = isCsv ? Set.of(CSV) : Set.of(JSON, LINES);
        this.mostBytes = Math.max(MOST_BYTES, definition.source().maxEventBytes());
        this.scoring = scoring;
        try (InputStream in = Routes.class.getResourceAsStream("openapi.json")) {
            this.description = in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer answer(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals(OPENAPI)) {
            require(exchange, List.of("GET", "HEAD"));
            return new Answer(200, description);
        }
        if (!path.startsWith(PIPELINES)
                || !path.endsWith(SCORE)
                || path.length() <= PIPELINES.length() + SCORE.length()) {
            throw Refusal.of(
                    404,
                    "not_found",
                    "there is nothing here",
                    "POST " + PIPELINES + pipeline + SCORE + ", or GET " + OPENAPI);
        }
        String name = decoded(path.substring(PIPELINES.length(), path.length() - SCORE.length()));
        if (!name.equals(pipeline)) {
            throw Refusal.of(404, "unknown_pipeline", "no pipeline of that name runs here", pipeline);
        }
        require(exchange, List.of("POST"));
        return score(exchange);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void require(HttpExchange exchange, List<String> methods) throws Refusal {
        if (!methods.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
            throw Refusal.of(405, "method", "that method is not allowed here", String.join(", ", methods));
        }
    }

    private Answer score(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        String type = type(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!types.contains(type)) {
            throw Refusal.of(
                    415,
                    "content_type",
                    "the body is said to be of another type than the pipeline's events",
                    String.join(" or ", types.stream().sorted().toList()));
        }
        Parameters asked = scoring.parameters(exchange.getRequestURI().getRawQuery());
        byte[] body = body(exchange);
        boolean isArray = type.equals(JSON) && Events.isArray(body);
        List<Events.Slice> events = isArray
                ? Events.elements(body)
                : type.equals(JSON) ? List.of(new Events.Slice(0, body.length)) : Events.lines(body);
        return scoring.answer(body, events, isArray || !type.equals(JSON), asked);
    }

    private static String type(@Nullable String header) {
        String type = header == null ? "" : header;
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private byte[] body(HttpExchange exchange) throws IOException, Refusal {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > mostBytes) {
            throw tooLarge();
        }
        byte[] body = exchange.getRequestBody().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw tooLarge();
        }
        return body;
    }

    private Refusal tooLarge() {
        return Refusal.of(413, "too_large", "the body is too large", "at most " + mostBytes + " bytes");
    }
}
