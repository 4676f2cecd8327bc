package dev.mandate.control.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.log.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is exchanged in UTF-8 alone (RFC 8259, section 8.1). */
class JsonBodyEncodingTest {
    private static final String BODY = "{\"name\": \"\u00e9\"}";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "X-UTF-32LE-BOM"})
    void refusesEveryOtherUnicodeEncoding(String encoding) {
        byte[] body = BODY.getBytes(Charset.forName(encoding));
        assertThatThrownBy(() -> JsonBody.readMap(body))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the body is not UTF-8");
    }

    @Test
    void readsUtf8WithAByteOrderMarkAndWithout() {
        assertThat(JsonBody.readMap(BODY.getBytes(StandardCharsets.UTF_8))).containsEntry("name", "\u00e9");
        assertThat(JsonBody.readMap(("\ufeff" + BODY).getBytes(StandardCharsets.UTF_8)))
                .containsEntry("name", "\u00e9");
    }
}
