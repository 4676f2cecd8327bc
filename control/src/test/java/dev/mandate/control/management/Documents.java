package dev.mandate.control.management;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenAPI documents to import. */
public final class Documents {
    static final String ONE = of("GET /a");

    private Documents() {}

    /** A document whose operations are these, each as {@code METHOD path} or {@code METHOD path operationId}. */
    static String of(String... operations) {
        return "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{"
                + Stream.of(operations).collect(Collectors.groupingBy(o -> o.split(" ", -1)[1])).entrySet().stream()
                        .map(e -> "\"" + e.getKey() + "\":{"
                                + e.getValue().stream()
                                        .map(Documents::operation)
                                        .collect(Collectors.joining(",")) + "}")
                        .collect(Collectors.joining(","))
                + "}}";
    }

    private static String operation(String line) {
        String[] words = line.split(" ", -1);
        String id = words.length > 2 ? "\"operationId\":\"" + words[2] + "\"," : "";
        return "\"" + words[0].toLowerCase(Locale.ROOT) + "\":{" + id
                + "\"responses\":{\"200\":{\"description\":\"ok\"}}}";
    }
}
