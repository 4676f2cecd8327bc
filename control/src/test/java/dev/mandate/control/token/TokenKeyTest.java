package dev.mandate.control.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyRetired;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One signing key for an installation, however often and on however many nodes it starts. */
class TokenKeyTest {
    @Test
    void keepsItsKeyOverARestart() throws ParseException {
        String before;
        String bearer;
        try (Node node = Node.start()) {
            before = new Http(node).get("/oauth2/jwks").body();
            bearer = Studio.operators(node, ManagementScope.ADMIN).bearer();
        }
        try (Node node = Node.start()) {
            Http http = new Http(node);
            assertThat(http.get("/oauth2/jwks").body()).isEqualTo(before);
            assertThat(http.get("/api/v1/me", "Authorization", bearer).status()).isEqualTo(200);
            assertThat(before).contains(signer(bearer));
        }
    }

    @Test
    void agreesWithOtherNodesOnOneKey() throws ParseException {
        try (Node first = Node.start();
                Node second = Node.start()) {
            Studio studio = Studio.open(first, ManagementScope.ADMIN);
            String one = new Http(first).token(studio.id(), studio.reveal()).member("access_token");
            String two = new Http(second).token(studio.id(), studio.reveal()).member("access_token");
            assertThat(signer(one)).isEqualTo(signer(two));
            assertThat(new Http(first)
                            .get("/api/v1/me", "Authorization", "Bearer " + two)
                            .status())
                    .isEqualTo(200);
            assertThat(new Http(second)
                            .get("/api/v1/me", "Authorization", "Bearer " + one)
                            .status())
                    .isEqualTo(200);
            assertThat(new Http(second).get("/oauth2/jwks").body())
                    .isEqualTo(new Http(first).get("/oauth2/jwks").body());
        }
    }

    /** As on a node that has not heard yet that another one retired the key, and deleted its private half. */
    @Test
    void issuesNothingWithoutThePrivateHalf() throws JOSEException {
        try (Node node =
                Node.start("mandate.token.staleness=2s", "mandate.token.rotation-lead=2s", "mandate.limit.tokens=0")) {
            Studio studio = Studio.open(node, ManagementScope.ADMIN);
            String kid = "without-a-private-half";
            String jwk = new ECKeyGenerator(Curve.P_256)
                    .keyID(kid)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate()
                    .toPublicJWK()
                    .toJSONString();
            append(node, new KeyPublished(kid, KeyUse.TOKEN, jwk));
            try {
                Http.Answer refused = untilRefused(node, studio);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.member("error")).isEqualTo("temporarily_unavailable");
            } finally {
                append(node, new KeyRetired(kid));
            }
        }
    }

    private static Http.Answer untilRefused(Node node, Studio studio) {
        Instant latest = Instant.now().plusSeconds(20);
        Http.Answer answer;
        do {
            answer = new Http(node).token(studio.id(), studio.reveal());
        } while (answer.status() == 200 && Instant.now().isBefore(latest));
        return answer;
    }

    private static void append(Node node, Change change) {
        Note note = new Note("system", UUID.randomUUID().toString(), "test", null);
        node.log().append(TenantId.PLATFORM, note, Optional.empty(), state -> ChangeProposal.of(List.of(change), ""));
    }

    @Test
    void refusesToStartUnderAnotherMasterKey() {
        Node.start().close();
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        assertThatThrownBy(() -> Node.start("mandate.token.master-key=" + other))
                .rootCause()
                .hasMessageNotContaining(other);
        assertThatThrownBy(() -> Node.start("mandate.token.master-key=" + other))
                .hasStackTraceContaining("the master key does not open");
    }

    @Test
    void keepsThePrivateHalfOutOfTheDatabase() throws Exception {
        Node.start().close();
        try (ControlDatabase database = ControlDatabase.open(SharedDatabase.settings());
                var connection = database.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("select kid, sealed from signing_key")) {
            assertThat(rows.next()).isTrue();
            assertThat(new String(rows.getBytes("sealed"), StandardCharsets.ISO_8859_1))
                    .doesNotContain("\"d\"", rows.getString("kid"));
            assertThat(rows.next()).isFalse();
        }
        assertThat(Files.exists(SharedDatabase.folder().resolve("master.key"))).isTrue();
    }

    private static String signer(String token) throws ParseException {
        return SignedJWT.parse(token.replace("Bearer ", "")).getHeader().getKeyID();
    }
}
