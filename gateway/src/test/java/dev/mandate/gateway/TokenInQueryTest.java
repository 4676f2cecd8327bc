package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token in the query is refused, is never forwarded, and is in no log, record or answer. */
class TokenInQueryTest {
    private static final String SECRET = "eyJz3cret";

    private static TestBed bed;

    /** Keeps every line that is logged. */
    private static final class Kept extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(MessageFormat.format(line.getMessage(), line.getParameters()) + " " + line.getThrown());
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed(204, "MANDATE_GATEWAY_ACCESS_LOG", "true");
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tasks/7?access_token=",
                "/v1/tasks/7?x=1&access_token=",
                "/v1/tasks/7?x=1;access_token=",
                "/v1/tasks/7?ACCESS_TOKEN=",
                "/v1/tasks/7?accessToken=",
                "/v1/tasks/7?%61ccess%5Ftoken=",
                "/v1/tasks/7?+access_token%5B%5D=",
                "/v1/tasks/7?access_token%00=",
                "/v1/nothing?access_token=",
                "/oauth2/jwks?access_token=",
                "/user-services/users/u?access_token="
            })
    void refusesATokenInTheQuery(String path) throws Exception {
        int before = bed.upstream.seen().size();
        HttpResponse<String> answer = bed.get(path + SECRET);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"token_in_query\"").doesNotContain(SECRET);
        assertThat(bed.upstream.seen()).hasSize(before);
        assertThat(bed.control.seen())
                .noneMatch(seen -> (seen.uri() + " " + seen.body() + seen.headers()).contains(SECRET));
    }

    @Test
    void forwardsOtherNames() throws Exception {
        assertThat(bed.get("/v1/tasks/7?token=1&access=2&access_tokens=3").statusCode())
                .isEqualTo(200);
    }

    @Test
    void logsAndRecordsNothingOfAQuery() throws Exception {
        Kept kept = new Kept();
        Logger root = Logger.getLogger("");
        root.addHandler(kept);
        try {
            HttpResponse<String> refused = bed.get("/v1/tasks/7?access_token=" + SECRET);
            bed.get("/v1/tasks/7?token=" + SECRET);
            bed.recorded(refused.headers().firstValue("Mandate-Decision").orElseThrow());
            TestBed.await(() -> kept.lines.stream().anyMatch(line -> line.contains("/v1/tasks/7 allowed")));
        } finally {
            root.removeHandler(kept);
        }
        assertThat(kept.lines).anyMatch(line -> line.contains("token_in_query"));
        assertThat(kept.lines).noneMatch(line -> line.contains(SECRET));
        assertThat(bed.control.seen()).noneMatch(s -> (s.uri() + s.body()).contains(SECRET));
    }
}
