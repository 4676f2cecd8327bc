package dev.mandate.control.openapi;

import static dev.mandate.control.openapi.Documents.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.ReaderLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Documents as large as GitHub's, and small ones that stand for large ones. */
class LargeDocumentTest {
    private static final int OPERATIONS = 1_200;

    @Test
    void readsThirteenMegabytesUnlessLimitedToLess() {
        byte[] document = thirteenMegabytes();
        assertThat(document.length).isGreaterThan(13_000_000);
        OpenApiDocument read = new OpenApiReader(ReaderLimits.DEFAULT).read(document);
        assertThat(read.operations()).hasSize(OPERATIONS);
        assertThat(problems(document, ReaderLimits.DEFAULT.withDocumentBytes(8 << 20)))
                .hasSize(1);
    }

    @Test
    void readsYamlOfThreeMegabytes() {
        StringBuilder yaml = new StringBuilder("openapi: 3.1.0\npaths:\n");
        for (int i = 0; i < OPERATIONS; i++) {
            yaml.append("  /p%d:\n    get:\n      description: |\n".formatted(i))
                    .append("        a line of text that explains something\n".repeat(50));
        }
        byte[] document = yaml.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(document.length).isGreaterThan(2_500_000);
        assertThat(new OpenApiReader(ReaderLimits.DEFAULT).read(document).operations())
                .hasSize(OPERATIONS);
    }

    @Test
    void refusesThousandsOfReferencesToOneItem() {
        StringBuilder json = new StringBuilder("{\"openapi\":\"3.1.0\",\"x\":{\"parameters\":[");
        for (int i = 0; i < 200; i++) {
            json.append(i == 0 ? "" : ",").append("{\"in\":\"query\",\"name\":\"q%d\"}".formatted(i));
        }
        json.append("],\"get\":{},\"put\":{}},\"paths\":{");
        for (int i = 0; i < 4_999; i++) {
            json.append(i == 0 ? "" : ",").append("\"/p%d\":{\"$ref\":\"#/x\"}".formatted(i));
        }
        byte[] document = json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(problems(document, ReaderLimits.DEFAULT).getLast().message()).contains("more than 5000 operations");
    }

    @Test
    void refusesMorePathsThanTheLimit() {
        StringBuilder json = new StringBuilder("{\"openapi\":\"3.1.0\",\"paths\":{\"/p\":{}");
        for (int i = 0; i < 200_000; i++) {
            json.append(",\"/p%d\":{}".formatted(i));
        }
        byte[] document = json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(problems(document, ReaderLimits.DEFAULT).getLast().message()).contains("more than 5000 paths");
    }

    @Test
    void keepsTheListOfProblemsShort() {
        StringBuilder yaml = new StringBuilder("openapi: 3.1.0\npaths:\n");
        for (int i = 0; i < 3_000; i++) {
            yaml.append("  p%d: {}\n".formatted(i));
        }
        byte[] document = yaml.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(problems(document, ReaderLimits.DEFAULT)).hasSize(51);
        assertThat(problems(document, ReaderLimits.DEFAULT).getLast().message()).isEqualTo("and 2950 more like these");
    }

    private static byte[] thirteenMegabytes() {
        String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"example\":\"x\"}}}";
        StringBuilder json = new StringBuilder("{\"openapi\":\"3.0.3\",\"paths\":{");
        for (int i = 0; i < OPERATIONS; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\"/p%d\":{\"get\":{\"responses\":{\"200\":{\"x\":[".formatted(i))
                    .append((schema + ",").repeat(160))
                    .append(schema)
                    .append("]}}}}");
        }
        return json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
