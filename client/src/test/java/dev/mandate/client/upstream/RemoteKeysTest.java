package dev.mandate.client.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final KeyServer server = new KeyServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final RemoteKeys keys =
            new RemoteKeys(new KeySetFetch(http, server.uri(), Duration.ofSeconds(2)), MAX_AGE, INTERVAL, now::get);
    private final ECKey first = KeyServer.newKey("gw-1");
    private final ECKey second = KeyServer.newKey("gw-2");

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void fetchesOnceForAKnownKey() {
        server.serve(first);
        assertThat(keys.apply("gw-1")).contains(first.toPublicJWK());
        assertThat(keys.apply("gw-1")).contains(first.toPublicJWK());
        assertThat(server.fetches()).isEqualTo(1);
    }

    @Test
    void findsANewKeyAfterTheInterval() {
        server.serve(first);
        keys.apply("gw-1");
        server.serve(first, second);
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> keys.apply("gw-2")).isInstanceOf(KeysUnavailableException.class);
        pass(INTERVAL);
        assertThat(keys.apply("gw-2")).contains(second.toPublicJWK());
        assertThat(server.fetches()).isEqualTo(2);
    }

    @Test
    void knowsThatNobodyHasTheKey() {
        server.serve(first);
        assertThat(keys.apply("gw-9")).isEmpty();
    }

    @Test
    void boundsFetchesForUnknownKeys() {
        server.serve(first);
        keys.apply("gw-1");
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> keys.apply("gw-9")).isInstanceOf(KeysUnavailableException.class);
        }
        assertThat(server.fetches()).isEqualTo(1);
    }

    @Test
    void forgetsAWithdrawnKey() {
        server.serve(first, second);
        keys.apply("gw-2");
        server.serve(first);
        pass(MAX_AGE.dividedBy(2));
        assertThat(keys.apply("gw-2")).isEmpty();
    }

    @Test
    void livesThroughAnOutageOfHalfTheAge() {
        server.serve(first);
        keys.apply("gw-1");
        server.fail();
        pass(MAX_AGE.minusSeconds(1));
        assertThat(keys.apply("gw-1")).contains(first.toPublicJWK());
        pass(INTERVAL);
        assertThatThrownBy(() -> keys.apply("gw-1")).isInstanceOf(KeysUnavailableException.class);
        pass(INTERVAL);
        server.serve(first);
        assertThat(keys.apply("gw-1")).contains(first.toPublicJWK());
    }

    @Test
    void believesNoSetWithDoubledIds() {
        server.serveText("{\"keys\":[%s,%s]}"
                .formatted(first.toPublicJWK(), KeyServer.newKey("gw-1").toPublicJWK()));
        assertThatThrownBy(() -> keys.apply("gw-1")).isInstanceOf(KeysUnavailableException.class);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
