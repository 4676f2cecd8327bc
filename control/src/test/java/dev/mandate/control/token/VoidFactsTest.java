package dev.mandate.control.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.secret.ClientSecrets;
import dev.mandate.control.token.secret.GeneratedSecret;
import dev.mandate.control.token.secret.StoredSecret;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.change.CredentialChange.CredentialAdded;
import dev.mandate.engine.id.CredentialId;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log and what stands beside it count only together; and known apps outlive the database's absence. */
class VoidFactsTest {
    private final Node node = Node.shared();
    private final Http http = new Http(node);
    private final GeneratedSecret secret = GeneratedSecret.generate(new SecureRandom());
    private final CredentialId credential = new CredentialId(UUID.randomUUID().toString());

    @Test
    void takesNoSecretThatTheLogDoesNotKnow() {
        Studio studio = Studio.open(node);
        keep(studio, 1);
        assertThat(http.token(studio.id(), secret.reveal()).member("error")).isEqualTo("invalid_client");
    }

    @Test
    void takesNoSecretOfAnotherAppOrKind() {
        Studio studio = Studio.open(node);
        Studio other = Studio.open(node);
        keep(studio, 1);
        studio.change(new CredentialAdded(credential, other.app(), CredentialKind.SECRET, null));
        assertThat(http.token(studio.id(), secret.reveal()).member("error")).isEqualTo("invalid_client");
        studio.change(new CredentialAdded(credential, studio.app(), CredentialKind.API_KEY, null));
        assertThat(http.token(studio.id(), secret.reveal()).member("error")).isEqualTo("invalid_client");
        studio.change(new CredentialAdded(credential, studio.app(), CredentialKind.SECRET, null));
        assertThat(http.token(studio.id(), secret.reveal()).status()).isEqualTo(200);
    }

    @Test
    void waitsForTheEntryOfASecret() {
        Studio studio = Studio.open(node);
        keep(studio, node.streams().position(studio.tenant()).tenant() + 5);
        Http.Answer answer = http.token(studio.id(), secret.reveal());
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.member("code")).isEqualTo("undecided");
        assertThat(answer.member("error")).isEqualTo("temporarily_unavailable");
        assertThat(answer.header("Retry-After")).contains("1");
    }

    @Test
    void givesAnAppIdToOneTenantAlone() {
        Studio studio = Studio.open(node);
        Studio other = Studio.open(node);
        Studio taken = new Studio(node, other.tenant(), other.user(), studio.app(), credential, secret);
        long before = node.streams().position(other.tenant()).tenant();
        assertThatThrownBy(taken::register).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem().status()).isEqualTo(409);
            assertThat(refusal.problem().detail())
                    .contains("`id`")
                    .doesNotContain(studio.tenant().value());
        });
        assertThat(node.streams().position(other.tenant()).tenant()).isEqualTo(before);
        assertThat(http.token(studio.id(), secret.reveal()).member("error")).isEqualTo("invalid_client");
        assertThat(http.token(studio.id(), studio.reveal()).status()).isEqualTo(200);
    }

    @Test
    void issuesToKnownAppsWhileTheDatabaseIsAway() {
        try (Node alone = Node.start()) {
            Studio studio = Studio.open(alone);
            Http door = new Http(alone);
            assertThat(door.token(studio.id(), studio.reveal()).status()).isEqualTo(200);
            alone.database().close();
            assertThat(door.token(studio.id(), studio.reveal()).status()).isEqualTo(200);
            Http.Answer unknown = door.token(studio.id(), secret.reveal());
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.header("Retry-After")).contains("1");
        }
    }

    private void keep(Studio studio, long revision) {
        StoredSecret stored = new StoredSecret(credential, studio.tenant(), studio.app(), revision);
        ClientSecrets.keep(stored, secret)
                .write(JdbcClient.create(node.database().dataSource()));
    }
}
