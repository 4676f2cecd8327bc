package dev.mandate.control.token.issuer;

import dev.mandate.control.setting.SettingCheck;
import dev.mandate.control.token.bearer.WaitBounds;
import dev.mandate.control.token.key.KeySchedule;
import dev.mandate.control.token.key.Master;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who issues tokens, for whom and how long, {@code mandate.token.*}.
 *
 * @param issuer the gateway's public URL, which is the issuer of all tenants' tokens and the audience of the partner APIs
 * @param control the control plane's public URL, which is the audience of management
 * @param lifetime of an access token, 1 min to 24 h
 * @param partnerScopes that an app without management scopes may name; they carry no right
 * @param masterKey base64 of 32 bytes, under which private keys are kept; without it a file holds one
 * @param masterKeyFile made at the first start, readable by its owner alone
 * @param rotation how long after a token key the next one is published, 1 h to 3,650 days; zero for never
 * @param rotationLead how long a token key is published before it signs, {@code staleness} to 1 day and shorter than {@code rotation}:
 *     the longest that a gateway takes to hear of it
 * @param rotationLeeway how long a token key is accepted after its last token ended, up to 1 day
 * @param staleness the age of the known state over which nobody is let in, up to 5 min
 * @param longestWait of a request for a revision that this node has not folded yet
 * @param waitingPerApp how many requests of one app wait at once
 */
@ConfigurationProperties(value = "mandate.token", ignoreUnknownFields = false)
public record TokenSettings(
        URI issuer,
        URI control,
        @DefaultValue("1h") Duration lifetime,
        @DefaultValue("cfgateway") Set<String> partnerScopes,
        @Nullable String masterKey,
        @DefaultValue("data/token-master.key") Path masterKeyFile,
        @DefaultValue("90d") Duration rotation,
        @DefaultValue("5m") Duration rotationLead,
        @DefaultValue("5m") Duration rotationLeeway,
        @DefaultValue("5m") Duration staleness,
        @DefaultValue("1s") Duration longestWait,
        @DefaultValue("64") int waitingPerApp) {
    private static final int LAST_PORT = 65_535;

    public TokenSettings {
        SettingCheck check = new SettingCheck("mandate.token");
        checkAddress("issuer", issuer);
        checkAddress("control", control);
        partnerScopes = Set.copyOf(partnerScopes);
        check.between("lifetime", Duration.ofMinutes(1), Duration.ofHours(24), lifetime);
        check.between("staleness", Duration.ofSeconds(1), Duration.ofMinutes(5), staleness);
        check.between("longest-wait", Duration.ZERO, Duration.ofSeconds(10), longestWait);
        if (!rotation.isZero()) {
            check.between("rotation", Duration.ofHours(1), Duration.ofDays(3_650), rotation);
        }
        check.between("rotation-lead", staleness, Duration.ofDays(1), rotationLead);
        if (!rotation.isZero() && rotationLead.compareTo(rotation) >= 0) {
            throw new IllegalArgumentException("`mandate.token.rotation-lead` must be shorter than"
                    + " `mandate.token.rotation`: otherwise another key is published before the last one signs");
        }
        check.between("rotation-leeway", Duration.ZERO, Duration.ofDays(1), rotationLeeway);
        if (issuer.equals(control)) {
            throw new IllegalArgumentException(
                    "`mandate.token.control` must differ from `mandate.token.issuer`: they keep partner and management tokens apart");
        }
        check.between("waiting-per-app", 1, 10_000, waitingPerApp);
        partnerScopes.forEach(TokenSettings::checkScope);
        if (masterKey != null) {
            Master.check(masterKey);
        }
    }

    private static void checkAddress(String name, @Nullable URI address) {
        boolean right = address != null
                && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && address.getHost() != null
                && address.getPort() != 0
                && address.getPort() <= LAST_PORT
                && address.getRawPath().isEmpty()
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.getRawUserInfo() == null;
        if (!right) {
            throw new IllegalArgumentException("`mandate.token." + name
                    + "` must be a URL such as `https://api.example.com`, without path, query and fragment, not `"
                    + address
                    + "`");
        }
    }

    private static void checkScope(String scope) {
        if (!scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}") || TokenScopes.MANAGEMENT.containsKey(scope)) {
            throw new IllegalArgumentException("`" + scope + "` in `mandate.token.partner-scopes` must be a scope as"
                    + " RFC 6749, section 3.3, writes it, and none of " + TokenScopes.MANAGEMENT.keySet());
        }
    }

    /** Returns the schedule of token keys. */
    public KeySchedule schedule() {
        return new KeySchedule(rotation, rotationLead, lifetime.plus(rotationLeeway));
    }

    /** Returns the bounds of the wait for a revision. */
    public WaitBounds waitBounds() {
        return new WaitBounds(staleness, longestWait, waitingPerApp);
    }

    /** Without the master key. */
    @Override
    public String toString() {
        return "issuer " + issuer + ", control " + control + ", lifetime " + lifetime;
    }
}
