package dev.mandate.samples.media.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.media.workspace.Workspaces;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The vendor of each workspace: the URL of its webhook and the secret that signs webhooks. */
@Component
final class Vendors {
    private final JdbcClient database;
    private final Workspaces workspaces;
    private final SecureRandom random = new SecureRandom();

    Vendors(JdbcClient database, Workspaces workspaces) {
        this.database = database;
        this.workspaces = workspaces;
    }

    /** A vendor's settings; the URL is null until the vendor sets one. */
    record Vendor(@Nullable String webhookUrl, String webhookSecret) {
        @Override
        public String toString() {
            return "Vendor[webhookUrl=" + webhookUrl + "]";
        }
    }

    Optional<Vendor> of(Place place) {
        return database.sql("select webhook_url, webhook_secret from vendor where tenant = :tenant"
                        + " and workspace_id = :space")
                .param("tenant", place.tenant())
                .param("space", place.space())
                .query(Vendor.class)
                .optional();
    }

    /**
     * Registers the vendor with the given secret, or with a generated one if null, and returns the secret in force. A
     * secret is never replaced.
     */
    String secret(Place place, @Nullable String given) {
        workspaces.register(place);
        database.sql("insert into vendor (tenant, workspace_id, webhook_secret) values (:tenant, :space, :secret)"
                        + " on conflict do nothing")
                .param("tenant", place.tenant())
                .param("space", place.space())
                .param("secret", given == null ? generate() : given)
                .update();
        return of(place).orElseThrow().webhookSecret();
    }

    void setUrl(Place place, String url) {
        database.sql("update vendor set webhook_url = :url where tenant = :tenant and workspace_id = :space")
                .param("tenant", place.tenant())
                .param("space", place.space())
                .param("url", url)
                .update();
    }

    private String generate() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
