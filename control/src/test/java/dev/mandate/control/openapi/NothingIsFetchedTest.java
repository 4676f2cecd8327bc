package dev.mandate.control.openapi;

import static dev.mandate.control.openapi.Documents.problems;
import static dev.mandate.control.openapi.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listening trap and a canary file: whatever a document refers to, neither is touched. */
public class NothingIsFetchedTest {
    private static final String CANARY = "canary-3f9a1c";

    @TempDir
    Path folder;

    private ServerSocketChannel trap;

    @BeforeEach
    void listen() throws IOException {
        trap = ServerSocketChannel.open();
        trap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        trap.configureBlocking(false);
        Files.writeString(folder.resolve("canary.yaml"), """
                get: {operationId: %s, summary: %s}
                in: query
                name: %s
                """.formatted(CANARY, CANARY, CANARY));
    }

    @AfterEach
    void close() throws IOException {
        trap.close();
    }

    @Test
    void theTrapCountsConnections() throws IOException {
        try (SocketChannel caller = SocketChannel.open(trap.getLocalAddress())) {
            assertThat(caller.isConnected()).isTrue();
            assertThat(connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.3", "3.1.0"})
    void refusesReferencesToElsewhereByName(String version) throws IOException {
        for (String ref : elsewhere()) {
            for (String paths : List.of(
                    "/a: {$ref: '%s'}",
                    "/a: {get: {$ref: '%s'}}",
                    "/a: {parameters: [{$ref: '%s'}], get: {}}",
                    "/a: {get: {parameters: [{$ref: '%s'}]}}")) {
                String document = "openapi: %s\npaths:\n  %s\n".formatted(version, paths.formatted(ref));
                assertThat(problems(document))
                        .singleElement()
                        .matches(problem -> problem.field().endsWith("/$ref"))
                        .extracting(Finding::message)
                        .asString()
                        .contains("bundle the document first")
                        .doesNotContain(CANARY);
            }
        }
        assertThat(connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.3", "3.1.0"})
    void looksAtNoReferenceItDoesNotNeed(String version) throws IOException {
        for (String ref : elsewhere()) {
            OpenApiDocument document = read(
                    """
                    openapi: VERSION
                    $schema: 'REF'
                    jsonSchemaDialect: 'REF'
                    servers: [{url: 'http://HOST/v1'}]
                    externalDocs: {url: 'REF'}
                    paths:
                      /a:
                        get:
                          requestBody: {$ref: 'REF'}
                          responses: {200: {$ref: 'REF'}}
                          callbacks: {on: {$ref: 'REF'}}
                          parameters: [{in: query, name: q, schema: {$ref: 'REF'}}]
                    webhooks: {w: {$ref: 'REF'}}
                    components: {schemas: {s: {$ref: 'REF', $id: 'REF', $dynamicRef: 'REF'}}}
                    """.replace("VERSION", version).replace("HOST", address()).replace("REF", ref));
            assertThat(document.operations()).hasSize(1);
            assertThat(document.toString()).doesNotContain(CANARY);
        }
        assertThat(connections()).isZero();
    }

    private List<String> elsewhere() throws IOException {
        Path canary = folder.resolve("canary.yaml");
        String http = "http://" + address();
        return Stream.of(
                        http + "/item.yaml",
                        http + "/item.yaml#/get",
                        http.replace("http:", "https:") + "/item.yaml",
                        http.replace("http:", "HTTP:") + "/item.yaml",
                        http.replace("http:", "ftp:") + "/item.yaml",
                        http.replace("http:", "") + "/item.yaml",
                        "jar:" + http + "/x.jar!/item.yaml",
                        canary.toUri().toString(),
                        "file://" + canary,
                        "file:" + canary + "#/get",
                        canary.toString(),
                        canary + "#/get",
                        Path.of("").toAbsolutePath().relativize(canary).toString(),
                        "./canary.yaml",
                        "canary.yaml#/get",
                        "../canary.yaml",
                        "urn:x:y",
                        " #/get",
                        "?x#/get",
                        "")
                .toList();
    }

    private String address() throws IOException {
        InetSocketAddress local = (InetSocketAddress) trap.getLocalAddress();
        return "127.0.0.1:" + local.getPort();
    }

    private int connections() throws IOException {
        int count = 0;
        for (SocketChannel caller = trap.accept(); caller != null; caller = trap.accept()) {
            caller.close();
            count++;
        }
        return count;
    }
}
