package dev.mandate.samples.surroundings;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service's OpenAPI document, as tests read it. */
public record OpenApiDocument(JsonNode root) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** Reads a document from the class path. */
    public static OpenApiDocument read(String resource) {
        try (InputStream in = resource(resource)) {
            return new OpenApiDocument(
                    JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(in)));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Opens a resource of the class path; the caller closes it. */
    public static InputStream resource(String name) throws IOException {
        InputStream in = OpenApiDocument.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("no resource " + name);
        }
        return in;
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** Returns the operations by {@code METHOD path}, where the path includes that of the server. */
    public Map<String, JsonNode> operations() {
        String base = root.at("/servers/0/url").asString();
        return root.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> Map.entry(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + base + path.getKey(),
                                operation.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Returns references without a target; fails if the document has fewer than 50 references. */
    public List<String> danglingReferences() {
        List<String> references = root.findValuesAsString("$ref");
        if (references.size() < 50) {
            throw new AssertionError("only " + references.size() + " references were found");
        }
        return references.stream()
                .filter(reference -> !root.at(reference.substring(1)).isObject())
                .toList();
    }

    /** Returns the routes of a running service, from Spring MVC. */
    public static Set<String> routes(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> info.getPatternValues().stream().map(path -> method + " " + path)))
                .collect(Collectors.toSet());
    }
}
