package dev.mandate.control.manual;

import dev.mandate.control.api.JsonBody;
import dev.mandate.control.token.issuer.TokenSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The management API's OpenAPI document, read once; its server is the configured address, whatever a request claims. */
@Component
final class ManagementDocument {
    private final Map<String, Object> document;
    private final byte[] json;

    ManagementDocument(TokenSettings settings) {
        this.document = withServer(settings.control().toString());
        this.json = JsonBody.write(document);
    }

    private static Map<String, Object> withServer(String url) {
        Map<String, Object> members = new LinkedHashMap<>();
        Resource.object("/openapi/management.yaml").forEach((name, value) -> members.put(String.valueOf(name), value));
        members.put("servers", List.of(Map.of("url", url)));
        return members;
    }

    byte[] json() {
        return json.clone();
    }

    /**
     * An operation, for a list.
     *
     * @param group its tag
     */
    record Line(String group, String method, String path, String summary) {}

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        ((Map<?, ?>) document.getOrDefault("paths", Map.of()))
                .forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
                    if (operation instanceof Map<?, ?> described && described.containsKey("summary")) {
                        lines.add(line(String.valueOf(path), String.valueOf(method), described));
                    }
                }));
        return lines;
    }

    private static Line line(String path, String method, Map<?, ?> operation) {
        String group = String.valueOf(((List<?>) Resource.member(operation, "tags")).getFirst());
        return new Line(
                group, method, path, Resource.member(operation, "summary").toString());
    }
}
