package dev.mandate.samples.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.media.setting.MediaGatewaySettings;
import dev.mandate.samples.robot.MediaAction;
import dev.mandate.samples.studio.StudioForTests;
import dev.mandate.samples.surroundings.OpenApiDocument;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MediaDocumentTest {
    private final OpenApiDocument document = OpenApiDocument.read("/openapi/media-gateway.yaml");
    private final Map<String, JsonNode> operations = document.operations();

    @Test
    void documentAndRoutesAgreeBothWays() {
        RequestMappingHandlerMapping mapping = StudioForTests.get().media.part(RequestMappingHandlerMapping.class);
        assertThat(operations.keySet()).isEqualTo(OpenApiDocument.routes(mapping));
    }

    @Test
    void everyReferenceInTheDocumentResolves() {
        assertThat(document.danglingReferences()).isEmpty();
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
        JsonNode said = OpenApiDocument.json("{\"in\":\"query\",\"name\":\"clientId\",\"kind\":\"workspace\"}");
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
        assertThat(Stream.concat(ecomm.stream(), editorial.stream()).map(MediaDocumentTest::key))
                .containsOnlyOnceElementsOf(List.of("GET /v1/extpost/tasks/{taskId}"))
                .hasSize(18);
        assertThat(Stream.concat(ecomm.stream(), editorial.stream())
                        .map(MediaDocumentTest::key)
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
                assertThat(modules(operations.getOrDefault(key(line), document.root()))
                                .toString())
                        .as(line)
                        .contains("\"" + module + "\"");
            }
        }
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

    private static JsonNode connector() {
        try (InputStream in = OpenApiDocument.resource("/connectors/external-post-production.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
