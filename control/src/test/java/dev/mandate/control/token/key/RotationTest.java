package dev.mandate.control.token.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two control nodes that follow one schedule. */
class RotationTest {
    private static final Duration PERIOD = Duration.ofDays(90);
    private static final Duration LEAD = Duration.ofMinutes(5);
    private static final Duration OVERLAP = Duration.ofMinutes(65);

    @TempDir
    Path folder = Path.of("");

    private volatile Instant now = Instant.now();

    private final class Node implements AutoCloseable {
        private final ControlDatabase database;
        private final Streams streams;
        private final SigningKeys halves;
        private final TokenKeys keys;

        Node(DatabaseSettings settings) throws IOException {
            database = ControlDatabase.open(settings);
            streams = Streams.open(database, LogSettings.DEFAULTS);
            Log log = new Log(database, streams, LogSettings.DEFAULTS, () -> now);
            SecureRandom random = new SecureRandom();
            halves = new SigningKeys(
                    JdbcClient.create(database.dataSource()),
                    MasterKeyFile.open(folder.resolve("master.key"), random),
                    random);
            keys = TokenKeys.open(
                    new TokenKeys.Platform(log, streams, () -> now), halves, new KeySchedule(PERIOD, LEAD, OVERLAP));
        }

        /** Waits until this node knows what the other does. */
        void knows(Node other) throws InterruptedException {
            assertThat(streams.await(
                            TenantId.PLATFORM, other.streams.position(TenantId.PLATFORM), Duration.ofSeconds(5)))
                    .isTrue();
        }

        /** What is published, as this node knows. */
        List<String> published() {
            return new PublishedKeys(streams, gateway -> true)
                    .of(KeyUse.TOKEN).getKeys().stream().map(JWK::getKeyID).toList();
        }

        List<@Nullable String> privateHalves() {
            return JdbcClient.create(database.dataSource())
                    .sql("select kid from signing_key")
                    .query(String.class)
                    .list();
        }

        @Override
        public void close() {
            streams.close();
            database.close();
        }
    }

    @Test
    void rotatesOnceWithOverlap() throws Exception {
        DatabaseSettings fresh = TestDatabase.fresh();
        try (Node one = new Node(fresh);
                Node two = new Node(fresh)) {
            String first = one.keys.signing().getKeyID();
            atOnce(one, two);
            assertThat(one.published()).containsExactly(first);
            now = now.plus(PERIOD);
            atOnce(one, two);
            assertThat(one.published()).hasSize(2).contains(first).isEqualTo(two.published());
            assertThat(one.keys.signing().getKeyID()).isEqualTo(first);
            now = now.plus(LEAD);
            atOnce(one, two);
            String next = one.keys.signing().getKeyID();
            assertThat(next).isNotEqualTo(first).isEqualTo(two.keys.signing().getKeyID());
            assertThat(one.published()).contains(first, next);
            now = now.plus(OVERLAP);
            atOnce(one, two);
            assertThat(one.published()).containsExactly(next).isEqualTo(two.published());
            assertThat(one.privateHalves()).containsExactly(next);
            one.keys.followSchedule();
            assertThatThrownBy(() -> one.halves.read(first)).hasMessageContaining("not in the database");
        }
    }

    /** A rule runs again if another writer was first, so it draws nothing itself. */
    @Test
    void proposesTheKeyThatWasDrawn() throws IOException {
        try (Node node = new Node(TestDatabase.fresh())) {
            CommandState state = new CommandState(
                    node.streams.view(TenantId.PLATFORM),
                    node.streams.directory(TenantId.PLATFORM),
                    node.streams.directory(TenantId.PLATFORM));
            NewKey key = node.keys.draw();
            assertThat(node.keys.rotate(state, now, key))
                    .isEqualTo(node.keys.rotate(state, now, key))
                    .extracting(ChangeProposal::changes)
                    .isEqualTo(List.of(key.published()));
        }
    }

    private static void atOnce(Node one, Node two) throws Exception {
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = nodes.submit(one.keys::followSchedule);
            var second = nodes.submit(two.keys::followSchedule);
            first.get();
            second.get();
        }
        one.knows(two);
        two.knows(one);
    }
}
