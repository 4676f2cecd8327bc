package dev.mandate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which header lines cross, without a server. */
class HeaderRulesTest {
    private static List<String> sent(RequestHead.To to, String... lines) {
        HttpHeaders from = new DefaultHttpHeaders();
        for (String line : lines) {
            // as the decoder gives names: some of them as its own strings
            from.add(AsciiString.of(line.substring(0, line.indexOf(':'))), line.substring(line.indexOf(':') + 2));
        }
        HeadBytes out = new HeadBytes();
        RequestHead.write("GET", "/", "h", from, to, out);
        List<String> all = out.toString().lines().toList();
        assertThat(all.subList(0, 2)).containsExactly("GET / HTTP/1.1", "Host: h");
        return all.subList(2, all.size());
    }

    private static List<String> toPartner(String... lines) {
        return sent(RequestHead.To.PARTNER, lines);
    }

    private static List<String> toControl(String... lines) {
        return sent(RequestHead.To.CONTROL, lines);
    }

    private static List<String> toCaller(boolean keepsRevision, String... lines) {
        byte[] bytes =
                ("HTTP/1.1 200 OK\r\n" + String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        AnswerHead head = new AnswerHead();
        assertThat(head.read(bytes, bytes.length)).isEqualTo(bytes.length);
        List<String> crossed = new ArrayList<>();
        head.passing(keepsRevision, (name, value) -> crossed.add(name + ": " + value));
        HeadBytes written = new HeadBytes();
        head.writePassing(keepsRevision, written);
        assertThat(written.toString().lines()).containsExactlyElementsOf(crossed);
        return crossed;
    }

    @Test
    void passesEveryLineOfAnOrdinaryHeader() {
        String[] lines = {"Accept: a", "Accept: b", "X-Host-Name: c", "Cookie: d"};
        assertThat(toPartner(lines)).containsExactly(lines);
        assertThat(toControl(lines)).containsExactly(lines);
        assertThat(toCaller(false, lines)).containsExactly(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Transfer-Encoding",
                "content_length",
                "TE",
                "Host",
                "X.Forwarded.For",
                "x-host",
                "Proxy"
            })
    void takesFramingAndForgeryFromACall(String name) {
        assertThat(toPartner(name + ": a")).isEmpty();
        assertThat(toControl(name + ": a")).isEmpty();
    }

    @Test
    void takesFramingAloneFromAnAnswer() {
        assertThat(toCaller(false, "Transfer-Encoding: chunked", "Content_Length: 1", "X-Forwarded-For: b"))
                .containsExactly("X-Forwarded-For: b");
    }

    @Test
    void keepsTheTokenFromPartnersAlone() {
        assertThat(toPartner("Authorization: Bearer a", "AUTHORIZATION: b")).isEmpty();
        assertThat(toControl("Authorization: Bearer a")).containsExactly("Authorization: Bearer a");
    }

    @Test
    void keepsOurOwnNamesForUs() {
        assertThat(toPartner("Mandate-At-Least: 1", "mandate_identity: a", "Mandate.User: b"))
                .isEmpty();
        assertThat(toControl("Mandate-At-Least: 1", "Mandate_At_Least: 2", "Mandate-Identity: a"))
                .containsExactly("Mandate-At-Least: 1");
        assertThat(toCaller(false, "Mandate-Revision: 1", "Mandate-Reason: a")).isEmpty();
        assertThat(toCaller(true, "Mandate-Revision: 1", "Mandate-Reason: a")).containsExactly("Mandate-Revision: 1");
    }

    @Test
    void takesWhatConnectionLists() {
        String[] lines = {"Connection: close, X-One", "Connection: X_Two", "X-One: a", "x.two: b", "X-Three: c"};
        assertThat(toPartner(lines)).containsExactly("X-Three: c");
        assertThat(toControl(lines)).containsExactly("X-Three: c");
        assertThat(toCaller(true, lines)).containsExactly("X-Three: c");
        assertThat(toCaller(true, "Connection: Mandate-Revision", "Mandate-Revision: 1"))
                .isEmpty();
    }
}
