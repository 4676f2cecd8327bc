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

/** A service's document as its tests look at it. */
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

    /** A resource of the class path, to be closed. */
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

    /** Operations by {@code METHOD path}, the path with that of the server before it. */
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

    /** References that lead nowhere; there must be some that lead somewhere. */
    public List<String> danglingReferences() {
        List<String> references = root.findValuesAsString("$ref");
        if (references.size() < 50) {
            throw new AssertionError("only " + references.size() + " references were found");
        }
        return references.stream()
                .filter(reference -> !root.at(reference.substring(1)).isObject())
                .toList();
    }

    /** What a running service answers, as Spring MVC has it. */
    public static Set<String> routes(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> info.getPatternValues().stream().map(path -> method + " " + path)))
                .collect(Collectors.toSet());
    }
}
