package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The path of the first server, whatever its host. */
class ServerPathTest {
    private static final String FORM = "openapi: 3.0.3\npaths: {}\nservers: %s\n";

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, /v1",
        "https://api.example.com/v1/, /v1",
        "https://api.example.com, ''",
        "https://api.example.com/, ''",
        "https://user:pw@[::1]:8443/a/b, /a/b",
        "//api.example.com/v1, /v1",
        "/v1, /v1",
        "/, ''",
        "'', ''",
        "., ''",
        "https://{undefined}.example.com/v1, /v1",
        "/v1?x=1, /v1",
        "HTTP://HOST/V1#x, /V1"
    })
    void takesThePathAlone(String url, String expected) {
        assertThat(read(FORM.formatted("[{url: '" + url + "'}, {url: /second}]"))
                        .basePath())
                .isEqualTo(expected);
    }

    @Test
    void defaultsToTheRoot() {
        assertThat(read("openapi: 3.0.3\npaths: {}").basePath()).isEmpty();
        assertThat(read(FORM.formatted("[]")).basePath()).isEmpty();
    }

    @Test
    void putsDefaultsInPlaceOfVariables() {
        assertThat(read(FORM.formatted("""
                [{url: 'https://{host}:{port}/{base}/v{version}',
                  variables: {host: {default: h}, port: {default: 8443}, base: {default: a/b}, version: {default: 2}}}]
                """)).basePath()).isEqualTo("/a/b/v2");
        assertThat(read(FORM.formatted("[{url: '{root}/v1', variables: {root: {default: 'https://h/x'}}}]"))
                        .basePath())
                .isEqualTo("/x/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}]",
                "[text]",
                "[{url: {}}]",
                "[{url: '/{undefined}/v1'}]",
                "[{url: '{root}/v1', variables: {root: {enum: [a]}}}]",
                "[{url: '/{a}', variables: {a: {default: '{b}'}}}]",
                "[{url: v1}]",
                "[{url: /a/../b}]",
                "[{url: '/a;b'}]",
                "[{url: '/a b'}]",
                "[{url: '/a//b'}]"
            })
    void refusesWhatLeadsToNoPath(String servers) {
        OpenApiDocument document = read(FORM.formatted(servers));
        assertThat(document.basePath()).isEmpty();
        assertThat(document.basePathProblems())
                .singleElement()
                .extracting(Finding::field)
                .asString()
                .startsWith("/servers");
    }

    @Test
    void refusesVariablesThatExplode() {
        String document = FORM.formatted(
                "[{url: '" + "{a}".repeat(10_000) + "', variables: {a: {default: '" + "x".repeat(20_000) + "'}}}]");
        assertThat(read(document).basePathProblems())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("is longer than 2000 characters");
    }
}
