package dev.forebay.cli.why;

import dev.forebay.cli.local.Reasons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An explanation as data, for programs. */
public final class TraceData {
    private TraceData() {}

    /** All of it. */
    public static Map<String, @Nullable Object> of(Trace trace) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("pipeline", trace.pipeline());
        data.put("id", trace.id());
        data.put("time", trace.time());
        data.put("input", trace.input());
        data.put("partition", trace.position().partition());
        data.put("offset", trace.position().offset());
        data.put("key", trace.key());
        data.put("raw", trace.raw());
        data.put("accepted", trace.isAccepted());
        data.put("late", trace.isLate());
        data.put("incomplete", trace.isIncomplete());
        data.put("reasons", trace.reasons().stream().map(Reasons::data).toList());
        data.put("fields", columns(trace.fields()));
        data.put("checks", trace.checks().stream().map(TraceData::check).toList());
        data.put("windows", trace.windows().stream().map(TraceData::window).toList());
        data.put("features", trace.features().stream().map(TraceData::feature).toList());
        data.put(
                "transforms",
                trace.transforms().stream().map(TraceData::transform).toList());
        data.put("vector", list(trace.vector()));
        data.put("model", columns(trace.model()));
        data.put("output", columns(trace.output()));
        return data;
    }

    private static Map<String, @Nullable Object> check(Trace.Check check) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", check.name());
        data.put("condition", check.text());
        data.put("passes", check.passes());
        data.put("rejects", check.rejects());
        data.put("tree", node(check.condition()));
        return data;
    }

    private static Map<String, @Nullable Object> feature(Trace.Feature feature) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", feature.name());
        put(data, feature.value());
        data.put("place", feature.place());
        data.put("tree", node(feature.tree()));
        return data;
    }

    private static Map<String, @Nullable Object> node(TracedNode node) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("sql", node.sql());
        data.put("type", node.type());
        put(data, node.value());
        if (!node.window().isEmpty()) {
            data.put("window", node.window());
        }
        if (!node.operands().isEmpty()) {
            data.put("operands", node.operands().stream().map(TraceData::node).toList());
        }
        return data;
    }

    private static Map<String, @Nullable Object> window(TracedWindow window) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", window.name());
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        window.key().forEach((name, value) -> key.put(name, value.json()));
        data.put("key", key);
        data.put("bounds", window.bounds());
        data.put("events_inside", window.count());
        data.put("events_told", window.events().size());
        data.put("events", window.events().stream().map(TraceData::event).toList());
        return data;
    }

    private static Map<String, @Nullable Object> event(TracedWindow.Event event) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", event.id());
        data.put("time", event.time());
        data.put("partition", event.position().partition());
        data.put("offset", event.position().offset());
        List<Object> arguments = new ArrayList<>();
        for (TracedWindow.Argument argument : event.arguments()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("aggregate", argument.aggregate());
            TracedValue value = argument.value();
            if (value != null) {
                put(one, value);
            }
            one.put("taken", argument.isTaken());
            arguments.add(one);
        }
        data.put("aggregates", arguments);
        return data;
    }

    private static Map<String, @Nullable Object> transform(Trace.Transform transform) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("group", transform.group());
        data.put("before", columns(transform.columns()));
        List<Object> steps = new ArrayList<>();
        for (Trace.Transform.Step step : transform.steps()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("transformer", step.transformer());
            one.put("after", columns(step.columns()));
            steps.add(one);
        }
        data.put("steps", steps);
        return data;
    }

    private static List<Map<String, @Nullable Object>> list(List<Trace.Named> columns) {
        List<Map<String, @Nullable Object>> data = new ArrayList<>();
        for (Trace.Named column : columns) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", column.name());
            put(one, column.value());
            data.add(one);
        }
        return data;
    }

    private static Map<String, @Nullable Object> columns(List<Trace.Named> columns) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        columns.forEach(column -> data.put(column.name(), column.value().json()));
        return data;
    }

    /** A number that JSON lacks is told as text beside its null, and so is an error. */
    private static void put(Map<String, @Nullable Object> data, TracedValue value) {
        data.put("value", value.json());
        if (value.json() == null && !value.text().equals("NULL")) {
            data.put("value_text", value.text());
        }
    }
}
