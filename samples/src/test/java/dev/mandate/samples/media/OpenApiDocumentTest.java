package dev.mandate.samples.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.robot.MediaAction;
import dev.mandate.samples.studio.StudioForTests;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiDocumentTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document = document();
    private final Map<String, JsonNode> operations = operations(document);

    @Test
    void documentAndRoutesAgreeBothWays() {
        assertThat(operations.keySet()).isEqualTo(routes());
    }

    @Test
    void everyReferenceInTheDocumentResolves() {
        List<String> references = document.findValuesAsString("$ref");
        assertThat(references).hasSizeGreaterThan(50);
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void everyOperationHasAnIdAndModules() {
        assertThat(operations.values().stream()
                        .map(operation -> operation.path("operationId").asString("")))
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(operations.values())
                .allSatisfy(
                        operation -> assertThat(modules(operation)).isNotEmpty().isEqualTo(operation.path("tags")));
    }

    @Test
    void everyQueryThatNamesAWorkspaceSaysSo() {
        JsonNode said = JSON.readTree("{\"in\":\"query\",\"name\":\"clientId\",\"kind\":\"workspace\"}");
        operations.forEach((key, operation) -> {
            boolean names = operation.path("parameters").toString().contains("ClientId");
            JsonNode space = operation.path("x-mandate").path("space");
            assertThat(space.isMissingNode()).as(key).isNotEqualTo(names);
            assertThat(space.equals(said)).as(key).isEqualTo(names);
        });
    }

    @Test
    void theConnectorsLinesAreTheRobotsActions() {
        JsonNode connector = connector();
        List<String> ecomm = lines(connector.path("modules").path("ECOMM"));
        List<String> editorial = lines(connector.path("modules").path("EDITORIAL"));
        assertThat(ecomm).hasSize(9).contains("GET v1/jobs/{jobId}", "GET v1/products/{productId}");
        assertThat(editorial).hasSize(9);
        assertThat(Stream.concat(ecomm.stream(), editorial.stream()).map(OpenApiDocumentTest::key))
                .containsOnlyOnceElementsOf(List.of("GET /v1/extpost/tasks/{taskId}"))
                .hasSize(18);
        assertThat(Stream.concat(ecomm.stream(), editorial.stream())
                        .map(OpenApiDocumentTest::key)
                        .collect(Collectors.toSet()))
                .hasSize(15)
                .isEqualTo(Arrays.stream(MediaAction.values())
                        .map(MediaAction::key)
                        .collect(Collectors.toSet()));
        assertThat(connector.path("api").asString()).isEqualTo(MediaGatewaySettings.API);
    }

    @Test
    void theConnectorsLinesStandInTheirModules() {
        for (String module : List.of("ECOMM", "EDITORIAL")) {
            for (String line : lines(connector().path("modules").path(module))) {
                assertThat(operations).containsKey(key(line));
                assertThat(modules(operations.getOrDefault(key(line), document)).toString())
                        .as(line)
                        .contains("\"" + module + "\"");
            }
        }
    }

    private static Map<String, JsonNode> operations(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> Map.entry(
                                operation.getKey().toUpperCase(Locale.ROOT) + " /v1" + path.getKey(),
                                operation.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What the running service answers, as Spring MVC has it. */
    private static Set<String> routes() {
        RequestMappingHandlerMapping mapping = StudioForTests.get().media.part(RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> info.getPatternValues().stream().map(path -> method + " " + path)))
                .collect(Collectors.toSet());
    }

    private static List<String> lines(JsonNode module) {
        return Stream.of("required", "optional")
                .flatMap(kind -> module.path(kind).valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    private static String key(String line) {
        String method = line.substring(0, line.indexOf(' '));
        String path = line.substring(line.indexOf(' ') + 1);
        return method + " /v1" + path.replaceFirst("^/?v1(?=/)", "");
    }

    private static JsonNode modules(JsonNode operation) {
        return operation.path("x-mandate").path("modules");
    }

    private static JsonNode document() {
        try (InputStream in = resource("/openapi/media-gateway.yaml")) {
            return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(in));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode connector() {
        try (InputStream in = resource("/connectors/external-post-production.json")) {
            return JSON.readTree(in);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = OpenApiDocumentTest.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("no resource " + name);
        }
        return in;
    }
}
