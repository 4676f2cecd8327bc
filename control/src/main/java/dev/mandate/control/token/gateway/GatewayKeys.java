package dev.mandate.control.token.gateway;

import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.token.secret.GatewayKey;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that gateways show, and whose each is: those of the setting, and those that operators added. Of a key only its
 * SHA-256 is kept. Thread-safe.
 *
 * <p>INVARIANT: a row counts only while its gateway is in the platform's log. The table is read once after an entry of the
 * platform, never for each key: whoever shows wrong ones costs no query, and known gateways are let in while the database is away.
 */
public final class GatewayKeys {
    private final SetGateways set;
    private final JdbcClient jdbc;
    private final Streams streams;
    private volatile Added added = new Added(-1, Map.of());

    /** The table, as it was when the platform's log was at this revision or later. */
    private record Added(long revision, Map<Digest, String> holders) {
        Optional<String> holder(Digest digest) {
            return Optional.ofNullable(holders.get(digest));
        }
    }

    public GatewayKeys(SetGateways set, JdbcClient jdbc, Streams streams) {
        this.set = set;
        this.jdbc = jdbc;
        this.streams = streams;
    }

    /** Keeps the digest in the transaction of the entry that adds the gateway to the log. */
    public static SideWrite keep(String gateway, GatewayKey key) {
        return client -> client.sql("insert into gateway_key (gateway, digest) values (:gateway, :digest)")
                .param("gateway", gateway)
                .param("digest", key.digest().toByteArray())
                .update();
    }

    /** Removes the digest in the transaction of the entry that removes the gateway. */
    public static SideWrite forget(String gateway) {
        return client -> client.sql("delete from gateway_key where gateway = :gateway")
                .param("gateway", gateway)
                .update();
    }

    /** Returns the id of the gateway whose key this is; empty if it is nobody's, or nobody's any more. */
    public Optional<String> holder(String key) {
        Digest digest = Digest.of(key.getBytes(StandardCharsets.UTF_8));
        return set.holder(digest)
                .or(() -> GatewayKey.parse(key).flatMap(made -> added(digest)).filter(this::live));
    }

    private Optional<String> added(Digest digest) {
        return added.holder(digest).or(() -> now().holder(digest));
    }

    /** A key that was shown before its gateway's entry came to this node is looked for again after it. */
    private Added now() {
        return added.revision() == revision() ? added : read();
    }

    private synchronized Added read() {
        // INVARIANT: before the rows, so that they hold all keys of this revision
        long revision = revision();
        if (added.revision() != revision) {
            Map<Digest, String> holders = new HashMap<>();
            jdbc.sql("select digest, gateway from gateway_key").query(row -> {
                holders.put(Digest.copyOf(row.getBytes("digest")), row.getString("gateway"));
            });
            added = new Added(revision, Map.copyOf(holders));
        }
        return added;
    }

    private long revision() {
        return streams.directory(TenantId.PLATFORM).revision();
    }

    /** Whether the gateway may connect now. */
    public boolean live(String gateway) {
        return set.contains(gateway)
                || streams.directory(TenantId.PLATFORM)
                        .find(new Thing(Thing.Kind.GATEWAY, gateway))
                        .isPresent();
    }

    /** The ids of those in the setting. */
    public Set<String> set() {
        return set.ids();
    }
}
