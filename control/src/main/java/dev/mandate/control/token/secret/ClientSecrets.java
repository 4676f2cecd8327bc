package dev.mandate.control.token.secret;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Digest;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The digests of all client secrets, and whose each is. Thread-safe.
 *
 * <p>INVARIANT: a row counts only while its credential is live in the log. Rows never change, so those found are remembered and
 * known apps go on getting tokens while the database is away.
 */
public final class ClientSecrets {
    private static final int REMEMBERED = 100_000;

    private final JdbcClient jdbc;
    private final Cache<Digest, StoredSecret> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public ClientSecrets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the digest in the transaction of the entry that adds the credential to the log. */
    public static SideWrite keep(StoredSecret stored, GeneratedSecret secret) {
        return client -> client.sql("""
                        insert into client_secret (credential, digest, tenant, app, revision)
                        values (:credential, :digest, :tenant, :app, :revision)
                        """)
                .param("credential", stored.credential().value())
                .param("digest", secret.digest().toByteArray())
                .param("tenant", stored.tenant().value())
                .param("app", stored.app().value())
                .param("revision", stored.revision())
                .update();
    }

    /** Whose the secret is, by its digest alone. */
    public Optional<StoredSecret> find(GeneratedSecret secret) {
        Digest digest = secret.digest();
        Optional<StoredSecret> remembered = Optional.ofNullable(known.getIfPresent(digest));
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<StoredSecret> read = read(digest);
        read.ifPresent(stored -> known.put(digest, stored));
        return read;
    }

    private Optional<StoredSecret> read(Digest digest) {
        return jdbc.sql("select credential, tenant, app, revision from client_secret where digest = :digest")
                .param("digest", digest.toByteArray())
                .query((row, number) -> new StoredSecret(
                        new CredentialId(row.getString("credential")),
                        new TenantId(row.getString("tenant")),
                        new AppId(row.getString("app")),
                        row.getLong("revision")))
                .optional();
    }
}
