package dev.mandate.control.token.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes that start at the same moment on an empty database. */
class FirstStartTest {
    private static final int NODES = 3;

    @TempDir
    Path folder = Path.of("");

    @Test
    void makesOneKeyForAllNodes() throws Exception {
        DatabaseSettings fresh = TestDatabase.fresh();
        CountDownLatch ready = new CountDownLatch(NODES);
        List<Future<String>> kids = new ArrayList<>();
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < NODES; i++) {
                kids.add(nodes.submit(() -> opened(fresh, ready)));
            }
        }
        String kid = kids.getFirst().get();
        for (Future<String> other : kids) {
            assertThat(other.get()).isEqualTo(kid);
        }
        assertStored(fresh, kid);
    }

    private String opened(DatabaseSettings settings, CountDownLatch ready) throws Exception {
        try (ControlDatabase database = ControlDatabase.open(settings);
                Streams streams = Streams.open(database, LogSettings.DEFAULTS)) {
            Log log = new Log(database, streams, LogSettings.DEFAULTS, InstantSource.system());
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            ready.countDown();
            ready.await();
            TokenKeys.Platform platform = new TokenKeys.Platform(log, streams, InstantSource.system());
            KeySchedule never = new KeySchedule(Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
            return new Master(null, folder.resolve("master.key"))
                    .tokenKeys(platform, jdbc, never)
                    .signing()
                    .getKeyID();
        }
    }

    private static void assertStored(DatabaseSettings settings, String kid) {
        try (ControlDatabase database = ControlDatabase.open(settings);
                Streams streams = Streams.open(database, LogSettings.DEFAULTS)) {
            assertThat(streams.position(TenantId.PLATFORM).platform()).isEqualTo(1);
            assertThat(new PublishedKeys(streams, gateway -> true)
                            .of(KeyUse.TOKEN)
                            .getKeys())
                    .extracting(JWK::getKeyID)
                    .containsExactly(kid);
            assertThat(JdbcClient.create(database.dataSource())
                            .sql("select kid from signing_key")
                            .query(String.class)
                            .list())
                    .containsExactly(kid);
        }
    }
}
