package dev.mandate.control.token.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Beside;
import dev.mandate.control.log.Streams;
import dev.mandate.control.token.secret.GatewayKey;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that gateways show, and whose each is: those of the setting, and those that operators added. Of a key only its
 * SHA-256 is kept. Thread-safe.
 *
 * <p>INVARIANT: a row counts only while its gateway is in the platform's log. Rows never change, so those found are remembered,
 * and known gateways are let in while the database is away.
 */
public final class GatewayKeys {
    private static final int REMEMBERED = 10_000;

    private final SetGateways set;
    private final JdbcClient jdbc;
    private final Streams streams;
    private final Cache<Digest, String> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public GatewayKeys(SetGateways set, JdbcClient jdbc, Streams streams) {
        this.set = set;
        this.jdbc = jdbc;
        this.streams = streams;
    }

    /** Keeps the digest in the transaction of the entry that adds the gateway to the log. */
    public static Beside keep(String gateway, GatewayKey key) {
        return client -> client.sql("insert into gateway_key (gateway, digest) values (:gateway, :digest)")
                .param("gateway", gateway)
                .param("digest", key.digest().toByteArray())
                .update();
    }

    /** Removes the digest in the transaction of the entry that removes the gateway. */
    public static Beside forget(String gateway) {
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
        Optional<String> remembered = Optional.ofNullable(known.getIfPresent(digest));
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<String> read = jdbc.sql("select gateway from gateway_key where digest = :digest")
                .param("digest", digest.toByteArray())
                .query(String.class)
                .optional();
        read.ifPresent(gateway -> known.put(digest, gateway));
        return read;
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
