package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No header of the table in docs/upstreams.md reaches an upstream from a caller. */
class RemovedHeadersTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| [a-z ]+(?: CGI program)? \\| (`[^|]+`) \\|$", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static TestBed bed;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed();
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    static Stream<String> names() throws IOException {
        String guide = Files.readString(Path.of("../docs/upstreams.md"));
        int start = guide.indexOf("### Headers that the gateway removes");
        return ROW.matcher(guide.substring(start, guide.indexOf("\n### ", start + 1)))
                .results()
                .flatMap(row -> QUOTED.matcher(row.group(1)).results())
                .map(name -> name.group(1).replace("*", "Anything"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void neverReachAnUpstream(String name) throws Exception {
        for (String spelling : new String[] {name, name.toUpperCase(Locale.ROOT), name.replace('-', '_')}) {
            String lines = "GET /v1/tasks/7 HTTP/1.1\nHost: h\n" + spelling + ": forged\nX-Kept: " + spelling
                    + "\nAuthorization: Bearer " + bed.token() + "\n\n";
            assertThat(Raw.send(bed.gateway.port(), lines).status()).isEqualTo(200);
            assertThat(bed.upstream.last().header("X-Kept")).isEqualTo(spelling);
            assertThat(bed.upstream.last().headers().toString()).doesNotContain("forged");
        }
    }
}
