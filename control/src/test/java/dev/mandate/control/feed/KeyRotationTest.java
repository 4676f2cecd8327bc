package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.mandate.control.log.LogNode;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Token keys that rotate while vendors call through a gateway. */
class KeyRotationTest {
    private static final int CALLERS = 4;
    private static final int CALLS_PER_TOKEN = 10;

    @TempDir
    private static Path folder;

    private final Map<Integer, String> signers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void losesNoCallUnderLoad() throws Exception {
        try (Site site = new Site(
                        folder,
                        Map.of(
                                "mandate.token.staleness", "2s",
                                "mandate.token.rotation-lead", "2s",
                                // a fast machine asks for more tokens than one app may
                                "mandate.limit.tokens", "0"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Web before = site.caller();
            Site.await(before, 204);
            String old = signer(before);
            List<Future<?>> callers = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> {
                        call(site, n);
                        return null;
                    }))
                    .toList();
            try {
                String next = rotated(site, old);
                assertThat(LogNode.soon(() -> signedBy(next)))
                        .as("all have new tokens")
                        .isTrue();
                assertThat(Site.status(before)).as("a token of the old key").isEqualTo(204);
                site.operator().must("POST", "/api/v1/keys/" + old + "/retire", Map.of());
                int then = statuses.size();
                assertThat(LogNode.soon(() -> statuses.size() > then + 200)).isTrue();
                Site.await(before, 401);
                assertThat(privateHalves(site)).containsExactly(next);
                assertThat(site.operator()
                                .call("POST", "/api/v1/keys/" + next + "/retire", Map.of())
                                .body())
                        .contains("only_signing_key");
            } finally {
                over = true;
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            assertThat(Set.copyOf(statuses)).containsExactly(204);
        }
    }

    /** Publishes another key, and sees that it does not sign at once and then does; its id. */
    private static String rotated(Site site, String old) throws Exception {
        Web operator = site.operator();
        String next = operator.must("POST", "/api/v1/keys/rotate", Map.of())
                .path("kid")
                .asString();
        assertThat(next).isNotEqualTo(old);
        String again = operator.must("POST", "/api/v1/keys/rotate", Map.of())
                .path("kid")
                .asString();
        assertThat(again).as("one rotation at a time").isEqualTo(next);
        assertThat(signer(site.caller())).isEqualTo(old);
        return next;
    }

    private boolean signedBy(String kid) {
        return signers.size() == CALLERS && signers.values().stream().allMatch(kid::equals);
    }

    private void call(Site site, int caller) throws Exception {
        while (!over) {
            Web web = site.caller();
            signers.put(caller, signer(web));
            for (int n = 0; n < CALLS_PER_TOKEN && !over; n++) {
                statuses.add(web.get("/v1/things").status());
            }
        }
    }

    private static String signer(Web caller) throws ParseException {
        return SignedJWT.parse(caller.token()).getHeader().getKeyID();
    }

    private static Set<String> privateHalves(Site site) {
        return JdbcClient.create(site.writer.database().dataSource())
                .sql("select kid from signing_key")
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }
}
