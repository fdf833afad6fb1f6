package dev.forebay.runtime;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an OpenAPI document allows: as much of JSON Schema as the document uses; an unknown keyword fails. */
final class OpenApi {
    private final JsonNode document;

    OpenApi(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with an answer; empty where it is as described. */
    List<String> check(String path, String method, int status, JsonNode body) {
        JsonNode response =
                document.path("paths").path(path).path(method).path("responses").path("" + status);
        if (response.isMissingNode()) {
            return List.of(method + " " + path + " does not answer " + status);
        }
        List<String> wrong = new ArrayList<>();
        check(body, response.path("content").path("application/json").path("schema"), "", wrong);
        return wrong;
    }

    private void check(JsonNode value, JsonNode schema, String at, List<String> wrong) {
        for (String keyword : schema.propertyNames()) {
            JsonNode rule = schema.get(keyword);
            switch (keyword) {
                case "$ref" -> check(value, document.at(rule.asString().substring(1)), at, wrong);
                case "oneOf" -> {
                    List<String> told = new ArrayList<>();
                    int fitting = 0;
                    for (JsonNode each : rule) {
                        List<String> of = new ArrayList<>();
                        check(value, each, at, of);
                        fitting += of.isEmpty() ? 1 : 0;
                        told.addAll(of);
                    }
                    if (fitting != 1) {
                        wrong.add(at + " fits " + fitting + " of several: " + told);
                    }
                }
                case "type" -> {
                    if (rule.isArray() ? !contains(rule, value) : !isOf(value, rule.asString())) {
                        wrong.add(at + " is no " + rule + ": " + value);
                    }
                }
                case "const" -> {
                    if (!value.equals(rule)) {
                        wrong.add(at + " is not " + rule + ": " + value);
                    }
                }
                case "pattern" -> {
                    if (!value.asString().matches(rule.asString())) {
                        wrong.add(at + " does not match: " + value);
                    }
                }
                case "minimum" -> {
                    if (value.asLong() < rule.asLong()) {
                        wrong.add(at + " is too small: " + value);
                    }
                }
                case "minItems" -> {
                    if (value.size() < rule.asInt()) {
                        wrong.add(at + " has too few");
                    }
                }
                case "required" ->
                    rule.forEach(name -> {
                        if (!value.has(name.asString())) {
                            wrong.add(at + " has no " + name);
                        }
                    });
                case "items" -> {
                    for (int i = 0; i < value.size(); i++) {
                        check(value.get(i), rule, at + "/" + i, wrong);
                    }
                }
                case "properties", "additionalProperties" -> properties(value, schema, keyword, at, wrong);
                case "description" -> {}
                default -> throw new IllegalArgumentException("the test does not know " + keyword);
            }
        }
    }

    private void properties(JsonNode value, JsonNode schema, String keyword, String at, List<String> wrong) {
        JsonNode named = schema.path("properties");
        for (String name : value.propertyNames()) {
            if (named.has(name) && keyword.equals("properties")) {
                check(value.get(name), named.get(name), at + "/" + name, wrong);
            } else if (!named.has(name) && keyword.equals("additionalProperties")) {
                JsonNode others = schema.get("additionalProperties");
                if (others.isBoolean()) {
                    wrong.add(at + " has " + name);
                } else {
                    check(value.get(name), others, at + "/" + name, wrong);
                }
            }
        }
    }

    private static boolean contains(JsonNode types, JsonNode value) {
        for (JsonNode type : types) {
            if (isOf(value, type.asString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("the test does not know " + type);
        };
    }
}
