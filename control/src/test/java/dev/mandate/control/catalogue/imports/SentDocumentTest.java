package dev.mandate.control.catalogue.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.api.JsonBody;
import dev.mandate.protocol.form.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document within the body of an import reaches its own reader as it was sent. */
class SentDocumentTest {
    private static Bytes document(String body) {
        ImportForm form = JsonBody.read(body.getBytes(StandardCharsets.UTF_8), ImportForm.class);
        return Objects.requireNonNull(form.document()).bytes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"openapi\": \"3.1.0\", \"paths\": {\"/a\": {\"get\": {}}}}",
                "{\n  \"\u00e9\": \"}\\\"\\u0041\", \"n\": [1.10, {\"m\": null}]\n}"
            })
    void isTheObjectItself(String document) {
        assertThat(document("{\"document\":" + document + "}")).isEqualTo(Bytes.utf8(document));
        assertThat(document("\ufeff{\"id\": \"\u20ac\",\n \"document\" : " + document + " , \"kind\": \"switch\"}"))
                .isEqualTo(Bytes.utf8(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"openapi: \\u00e9\\n\"", "  \"openapi: \u00e9\\n\""})
    void isTheTextThatAStringHolds(String document) {
        assertThat(document("{\"document\": " + document + "}")).isEqualTo(Bytes.utf8("openapi: \u00e9\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "true"})
    void isNothingElse(String document) {
        assertThatThrownBy(() -> document("{\"document\": " + document + "}"))
                .hasMessageContaining("document")
                .hasMessageContaining("its text, or the JSON object itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1, \"a\": 2}", "{\"a\": }", "{\"a\": \"\u0001\"}"})
    void mustBeJson(String document) {
        assertThatThrownBy(() -> document("{\"document\": " + document + "}")).hasMessageContaining("the body");
    }
}
