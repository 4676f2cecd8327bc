package dev.mandate.control.feed;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.feed.Replica;
import dev.mandate.protocol.feed.ReplicaSettings;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A writer on a database, a control node that reaches it through a relay, and another relay from there to replicas: so that
 * everything between can fail while the truth is known.
 */
final class Stage implements AutoCloseable {
    private static final AtomicInteger TENANTS = new AtomicInteger();

    final LogNode writer;
    final Relay database;
    final ControlNode control;
    final Relay way;

    Stage(String... settings) throws IOException {
        DatabaseSettings direct = TestDatabase.fresh();
        writer = LogNode.on(direct);
        URI address = URI.create(String.valueOf(direct.url()).substring("jdbc:".length()));
        database = Relay.raw(address.getPort());
        String through = "jdbc:postgresql://127.0.0.1:" + database.port() + address.getPath();
        control = ControlNode.on(
                new DatabaseSettings(
                        through,
                        direct.username(),
                        direct.password(),
                        direct.data(),
                        direct.port(),
                        direct.connections(),
                        direct.start(),
                        null),
                settings);
        way = Relay.http(control.port());
    }

    /** A tenant that nobody else uses, with one entry. */
    TenantId tenant(Truth truth) {
        TenantId tenant = new TenantId("stage-" + TENANTS.incrementAndGet());
        writer.with(tenant);
        truth.write(tenant, "first");
        return tenant;
    }

    /** Appends an entry that only a later release can read. */
    void writeUnreadable(TenantId tenant) {
        JdbcClient jdbc = JdbcClient.create(writer.database.dataSource());
        FoldedState now = writer.streams.folded(tenant);
        EntryHeader heading = new EntryHeader(
                tenant,
                now.revision() + 1,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                writer.streams.folded(TenantId.PLATFORM).revision());
        Bytes note = Bytes.utf8("note");
        SealedEntry entry = SealedEntry.seal(
                now.hash(), heading, Bytes.utf8("[{\"type\":\"UserCloned\",\"v\":1}]"), Digest.of(note));
        jdbc.sql("insert into entry (stream, revision, at, platform_revision, changes, note_hash, hash, note)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        tenant.value(),
                        entry.revision(),
                        OffsetDateTime.ofInstant(heading.at(), ZoneOffset.UTC),
                        heading.platformRevision(),
                        entry.changes().toByteArray(),
                        entry.note().toByteArray(),
                        entry.hash().toByteArray(),
                        note.toByteArray())
                .update();
        jdbc.sql("update stream set revision = ?, hash = ? where id = ?")
                .params(entry.revision(), entry.hash().toByteArray(), tenant.value())
                .update();
    }

    /** Patient with silence, as faults are short. */
    ReplicaSettings settings() {
        return new ReplicaSettings(
                way.address(),
                ControlNode.KEY,
                null,
                Duration.ofMillis(100),
                Duration.ofSeconds(8),
                Duration.ofMillis(200),
                () -> {});
    }

    Replica following(TenantId... tenants) throws InterruptedException {
        Replica replica = Replica.open(settings());
        for (TenantId tenant : tenants) {
            replica.follow(tenant);
        }
        for (TenantId tenant : tenants) {
            fresh(replica, tenant);
        }
        return replica;
    }

    /** Waits until the replica is as in health. */
    static void fresh(Replica replica, TenantId tenant) throws InterruptedException {
        if (!LogNode.soon(
                () -> replica.tenant(tenant).isPresent() && replica.age(tenant).compareTo(Duration.ofSeconds(2)) < 0)) {
            throw new AssertionError("`" + tenant + "` is not fresh again, but of " + replica.age(tenant) + " ago");
        }
    }

    void repair() {
        database.repair();
        way.repair();
    }

    @Override
    public void close() throws IOException {
        way.close();
        control.close();
        database.close();
        writer.close();
    }
}
