package dev.mandate.control.openapi;

import static dev.mandate.control.openapi.Documents.only;
import static dev.mandate.control.openapi.Documents.problem;
import static dev.mandate.control.openapi.Documents.problems;
import static dev.mandate.control.openapi.Documents.read;
import static dev.mandate.control.openapi.Documents.withPaths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.HttpMethod;
import dev.mandate.control.openapi.document.Marks;
import dev.mandate.control.openapi.document.Need;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.document.SpaceKind;
import dev.mandate.control.openapi.document.SpaceParameter;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.control.openapi.text.ReaderLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document as a whole: versions, paths, operations. */
class OpenApiReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"sales-channel.yaml", "sales-channel.json"})
    void readsAWholeDocumentInBothForms(String file) throws IOException {
        OpenApiDocument document = new OpenApiReader(ReaderLimits.DEFAULT).read(resource(file));
        assertThat(document.title()).isEqualTo("Sales channel");
        assertThat(document.basePath()).isEqualTo("/saleschannel-services/v1");
        assertThat(document.roles()).containsExactly("PROPOSAL_VIEWER", "PROPOSAL_ACCEPTER", "TRADER_ADMINISTRATOR");
        assertThat(document.scopes()).isEqualTo(Map.of("PROPOSAL_ACCEPTER", List.of("accept")));
        assertThat(document.warnings()).isEmpty();
        assertThat(document.operations()).containsExactly(accept(), trader());
    }

    private static Operation accept() {
        Marks marks = new Marks(
                List.of("Proposals"),
                List.of(new Need("PROPOSAL", "accept")),
                false,
                Optional.of(new SpaceParameter(
                        SpaceParameter.In.QUERY, "channel", SpaceKind.SALES_CHANNEL, false, List.of())),
                false,
                false,
                0);
        return new Operation(
                HttpMethod.POST, "/proposals/accept", Optional.of("acceptProposal"), Optional.of("Accept one"), marks);
    }

    private static Operation trader() {
        Marks marks = new Marks(
                List.of("TRADING"), List.of(new Need("TRADER", "read")), true, Optional.empty(), false, false, -3);
        return new Operation(HttpMethod.GET, "/traders/{traderId}", Optional.empty(), Optional.empty(), marks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0", "3.0.0", "3.0.4", "3.1", "'3.1'", "3.1.0", "3.1.2", "3.0.0-rc2"})
    void readsVersion3(String version) {
        assertThat(read("openapi: " + version + "\npaths: {}").version()).isEqualTo(version.replace("'", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3.2.0", "3.2", "2.0", "4.0.0", "3", "3.10.0", "''", "v3.0.0", "3.0.0.1", "[]", "null", "true"})
    void refusesOtherVersions(String version) {
        Finding problem = problem("openapi: " + version + "\npaths: {/a: {query: {}}}");
        assertThat(problem.field()).isEqualTo("/openapi");
        assertThat(problem.message()).contains("send OpenAPI 3.0 or 3.1");
    }

    @Test
    void refusesSwagger2() {
        assertThat(problem("swagger: '2.0'\nbasePath: /v1\npaths: {}").message())
                .isEqualTo("this is Swagger 2.0; convert it first, such as by `npx swagger2openapi DOCUMENT --outfile"
                        + " openapi.json`, and import the result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asyncapi: 3.0.0", "kind: Deployment", "OpenAPI: 3.0.0\npaths: {}", "{\"a\": 1}"})
    void refusesWhatIsNotOpenApi(String document) {
        assertThat(problem(document).message()).contains("there is no `openapi` member");
    }

    @Test
    void readsWebhookDocumentsAsEmpty() {
        OpenApiDocument document = read("openapi: 3.1.0\nwebhooks: {paid: {post: {}}}");
        assertThat(document.operations()).isEmpty();
        assertThat(document.warnings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("no `paths`");
        assertThat(problem("openapi: 3.0.3\ninfo: {}").message()).contains("there is no `paths`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "text", "null", "1"})
    void refusesPathsThatAreNoObject(String paths) {
        assertThat(problem("openapi: 3.1.0\npaths: " + paths).field()).isEqualTo("/paths");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "text", "null", "1"})
    void refusesItemsAndOperationsThatAreNoObject(String value) {
        assertThat(problem(withPaths("/a: " + value)).field()).isEqualTo("/paths/~1a");
        assertThat(problem(withPaths("/a: {get: " + value + "}")).field()).isEqualTo("/paths/~1a/get");
    }

    @Test
    void readsPathItemsWithoutOperations() {
        OpenApiDocument document = read(withPaths("/a: {}\n/b: {summary: later}\n/c: {get: {}}"));
        assertThat(document.operations()).extracting(Operation::path).containsExactly("/c");
        assertThat(read(withPaths("/a: {}")).warnings()).hasSize(1);
    }

    @Test
    void readsTheEightMethodsAndWarnsOfOthers() {
        OpenApiDocument document = read(withPaths("""
                /a: {get: {}, put: {}, post: {}, delete: {}, options: {}, head: {}, patch: {}, trace: {},
                     query: {}, GET: {}, connect: {}, x-get: {}, additionalOperations: {}}
                """));
        assertThat(document.operations()).extracting(Operation::method).containsExactly(HttpMethod.values());
        assertThat(document.warnings())
                .extracting(Finding::field)
                .containsExactly(
                        "/paths/~1a/trace",
                        "/paths/~1a/query",
                        "/paths/~1a/GET",
                        "/paths/~1a/connect",
                        "/paths/~1a/additionalOperations");
    }

    @Test
    void refusesIdenticalOperationIds() {
        assertThat(problem(withPaths("/a: {get: {operationId: one}}\n/b: {get: {operationId: one}}")))
                .isEqualTo(new Finding(
                        "/paths/~1b/get/operationId",
                        "`one` is the id of `/paths/~1a/get` too; give each operation its own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\\nb\"", "\"\\u202e\"", "null"})
    void refusesOperationIdsThatAreNoName(String id) {
        assertThat(problem(withPaths("/a: {get: {operationId: " + id + "}}")).field())
                .isEqualTo("/paths/~1a/get/operationId");
    }

    /** Generators write such members for what they do not know: none of them decides anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "operationId: ''",
                "operationId: ' '",
                "tags: ['']",
                "parameters: [{in: query, name: ''}]",
            })
    void takesEmptyNamesAsAbsent(String member) {
        OpenApiDocument document = read(withPaths("/a: {get: {" + member + "}}\n/b: {get: {" + member + "}}"));
        assertThat(document.operations()).allSatisfy(operation -> {
            assertThat(operation.operationId()).isEmpty();
            assertThat(operation.marks().modules()).isEmpty();
        });
        assertThat(document.warnings())
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning.message()).isEqualTo("is empty and counts as absent"));
    }

    @Test
    void refusesLoneSurrogatesInNames() {
        String document = "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"get\":{\"operationId\":\"a\\ud800b\"}}}}";
        assertThat(problem(document).message())
                .startsWith("line 1, column " + (document.indexOf("\"a\\") + 1) + ": ")
                .contains("U+D800");
    }

    @Test
    void showsSummariesAsOneShortLine() {
        Operation operation =
                only(read(withPaths("/a: {get: {summary: \"one\\ntwo\\u0000\\e[31m" + "x".repeat(400) + "\"}}")));
        assertThat(operation.summary().orElseThrow())
                .startsWith("one two  [31mxx")
                .endsWith("...")
                .hasSize(303);
        assertThat(only(read(withPaths("/a: {get: {summary: {}}}"))).summary()).isEmpty();
    }

    @Test
    void warnsOfServersBelowTheDocument() {
        assertThat(read(withPaths("/a: {servers: [{url: /x}], get: {servers: [{url: /y}]}}"))
                        .warnings())
                .hasSize(2);
    }

    @Test
    void takesTagsAsModules() {
        assertThat(only(read(withPaths("/a: {get: {tags: [A, B, A]}}"))).marks().modules())
                .containsExactly("A", "B");
        assertThat(only(read(withPaths("/a: {get: {}}"))).marks().modules()).isEmpty();
        assertThat(problem(withPaths("/a: {get: {tags: A}}")).field()).isEqualTo("/paths/~1a/get/tags");
        assertThat(problem(withPaths("/a: {get: {tags: [A, 1]}}")).field()).isEqualTo("/paths/~1a/get/tags/1");
    }

    @Test
    void warnsOfParametersNeverDeclared() {
        assertThat(read(withPaths("/a/{id}: {get: {parameters: [{in: query, name: id}]}}"))
                        .warnings())
                .containsExactly(new Finding(
                        "/paths/~1a~1{id}/get", "the path parameter `id` is not declared; add it to `parameters`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[text]",
                "[{in: query}]",
                "[{name: q}]",
                "[{in: query, name: 1}]",
                "[{in: query, name: q, required: maybe}]"
            })
    void refusesMalformedParameters(String parameters) {
        assertThat(problems(withPaths("/a: {get: {parameters: " + parameters + "}}"))
                        .getFirst()
                        .field())
                .startsWith("/paths/~1a/get/parameters");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        assertThat(problems("""
                openapi: 3.1.0
                servers: [{url: '/{x}'}]
                x-mandate: {roles: [bad], colour: red}
                paths:
                  a: {}
                  /b: {get: {x-mandate: {self: 1}}}
                  /c: {$ref: other.yaml}
                """))
                .extracting(Finding::field)
                .containsExactly(
                        "/x-mandate/colour",
                        "/x-mandate/roles/0",
                        "/paths/a",
                        "/paths/~1b/get/x-mandate/self",
                        "/paths/~1c/$ref",
                        "/servers/0/url");
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = OpenApiReaderTest.class.getResourceAsStream("/openapi/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
