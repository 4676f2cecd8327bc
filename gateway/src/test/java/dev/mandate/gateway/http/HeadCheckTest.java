package dev.mandate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.gateway.decision.Refused;
import dev.mandate.gateway.subject.LastCredential;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that another server could frame otherwise, without a server: at most four lines and a body of 10 bytes. */
class HeadCheckTest {
    private static final HeadBounds BOUNDS = new HeadBounds(4, 10);

    /** @param version of HTTP/1, or {@code HTTP_2} for a head that a stream brought, which the decoder calls HTTP/1.1 */
    private static void check(String version, String... lines) {
        boolean second = version.equals("HTTP_2");
        HttpVersion parsed =
                second ? HttpVersion.HTTP_1_1 : HttpVersion.valueOf(version.replaceFirst("_(.)_(.)", "/$1.$2"));
        HttpRequest head = new DefaultHttpRequest(parsed, HttpMethod.GET, "/");
        if (second) {
            head.headers().add("x-http2-scheme", "http");
        }
        for (String line : lines) {
            int colon = line.indexOf(':');
            head.headers()
                    .add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        Call.Connection connection = new Call.Connection("192.0.2.7", second, new LastCredential());
        RequestBody body = new RequestBody(RequestBody.Framing.NONE, -1, 0, on -> {});
        HeadCheck.check(new Call("id", head, body, connection), BOUNDS);
    }

    private static Refused refused(String version, String... lines) {
        Refused refused = catchThrowableOfType(Refused.class, () -> check(version, lines));
        assertThat(refused).as("a refusal of %s", List.of(lines)).isNotNull();
        return refused;
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, Host: a.test",
        "HTTP_1_1, Host: a.test:8080",
        "HTTP_1_1, Host: a.test|Transfer-Encoding: chunked",
        "HTTP_1_1, Host: a.test|Transfer-Encoding: CHUNKED",
        "HTTP_1_1, Host: a.test|Content-Length: 10",
        "HTTP_1_1, Host: a.test|Expect: 100-Continue",
        "HTTP_1_1, Host: a.test|X: 1|X: 2|X: 3",
        "HTTP_1_0, Accept: a",
        "HTTP_1_0, Host: a.test",
        "HTTP_2, Host: a.test"
    })
    void passesWhatIsReadInOneWay(String version, String lines) {
        assertThatCode(() -> check(version, lines.split("\\|"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, Accept: a, 400 malformed_request",
        "HTTP_1_1, Host: a.test|Host: a.test, 400 malformed_request",
        "HTTP_1_0, Host: a.test|Host: a.test, 400 malformed_request",
        "HTTP_2, Host: a.test|Host: a.test, 400 malformed_request",
        "HTTP_2, Accept: a, 400 malformed_request",
        "HTTP_1_1, Host: a b, 400 malformed_request",
        "HTTP_1_0, Host: a b, 400 malformed_request",
        "HTTP_1_1, Host: a.test|Content-Type: a/b|Content-Type: a/b, 400 malformed_request",
        "HTTP_1_1, Host: a.test|Expect: 100-continue|Expect: 100-continue, 400 malformed_request",
        "HTTP_1_1, Host: a.test|X: 1|X: 2|X: 3|X: 4, 431 headers_too_large",
        "HTTP_1_1, Host: a.test|Transfer-Encoding: gzip, 400 malformed_request",
        "HTTP_1_1, Host: a.test|Transfer-Encoding: gzip;q=1|Transfer-Encoding: chunked, 501 coding_not_supported",
        "HTTP_1_1, Host: a.test|Transfer-Encoding: chunked|Transfer-Encoding: chunked, 501 coding_not_supported",
        "HTTP_1_1, Host: a.test|Content-Length: 11, 413 body_too_large",
        "HTTP_1_1, Host: a.test|Expect: 200-ok, 417 expectation_failed"
    })
    void refusesWhatIsNot(String version, String lines, String expected) {
        Refused refused = refused(version, lines.split("\\|"));
        assertThat(refused.problem().status() + " " + refused.problem().code()).isEqualTo(expected);
        assertThat(refused.step()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Expect", "Host"})
    void namesTheHeaderThatIsRepeated(String name) {
        String value = name.equals("Host") ? "a.test" : "100-continue";
        Refused refused = refused("HTTP_1_0", name + ": " + value, name.toLowerCase(Locale.ROOT) + ": " + value);
        assertThat(refused.problem().detail()).contains("`" + name + "` stands more than once");
    }

    @Test
    void refusesOtherVersions() {
        assertThat(refused("HTTP_1_2", "Host: a.test").problem().code()).isEqualTo("version_not_supported");
    }
}
