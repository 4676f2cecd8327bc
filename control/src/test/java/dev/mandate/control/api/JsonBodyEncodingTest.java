package dev.mandate.control.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.log.command.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
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

    /** Overlong forms of characters, of half a surrogate pair, beyond U+10FFFF, and cut off. */
    @ParameterizedTest
    @ValueSource(strings = {"c1a1", "c181", "e08181", "c080", "f0808181", "eda080", "f4908080", "c3", "80", "ff"})
    void refusesBytesThatAreNotUtf8(String bytes) {
        byte[] wrong = HexFormat.of().parseHex(bytes);
        for (String template : List.of("{\"n?me\": \"a\"}", "{\"name\": \"?bc\"}")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            String[] around = template.split("\\?", 2);
            body.writeBytes(around[0].getBytes(StandardCharsets.UTF_8));
            body.writeBytes(wrong);
            body.writeBytes(around[1].getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> JsonBody.readMap(body.toByteArray()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("the body is not UTF-8");
        }
    }

    @Test
    void readsLongUtf8() {
        String name = "a\u00e9\u20ac\ud83d\ude00".repeat(3_000);
        assertThat(JsonBody.readMap(("{\"name\": \"" + name + "\"}").getBytes(StandardCharsets.UTF_8)))
                .containsEntry("name", name);
    }

    @Test
    void readsUtf8WithAByteOrderMarkAndWithout() {
        assertThat(JsonBody.readMap(BODY.getBytes(StandardCharsets.UTF_8))).containsEntry("name", "\u00e9");
        assertThat(JsonBody.readMap(("\ufeff" + BODY).getBytes(StandardCharsets.UTF_8)))
                .containsEntry("name", "\u00e9");
    }
}
