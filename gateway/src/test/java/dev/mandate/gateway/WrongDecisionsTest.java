package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.CatalogueChange.ApiImported;
import dev.mandate.engine.change.CredentialChange.CredentialWithdrawn;
import dev.mandate.engine.change.GroupChange.AllOpened;
import dev.mandate.engine.change.GroupChange.WorkspaceClosed;
import dev.mandate.engine.change.GroupChange.WorkspaceOpened;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.identity.IdentityVerifier;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions that other gateways got wrong, numbered. Number 12 is {@link PathConfusionTest}. */
class WrongDecisionsTest {
    private static final GroupId GROUP = new GroupId("g");

    private TestBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new TestBed("MANDATE_GATEWAY_PATIENCE", "PT0.2S");
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void n1CachesNoDecisionOfAnotherRule() throws Exception {
        String token = bed.token();
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
        assertThat(bed.call("DELETE", "/v1/tasks/7", token).statusCode()).isEqualTo(403);
        bed.state.append(
                GatewayWorld.STUDIO, new PermissionSet(GatewayWorld.ROLE, new ActionId(1), Permission.NONE, null));
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(403);
        bed.state.append(
                GatewayWorld.STUDIO, new PermissionSet(GatewayWorld.ROLE, new ActionId(2), Permission.ACCESS, null));
        assertThat(bed.call("DELETE", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
    }

    @Test
    void n1SignsTheSpacesOfNow() throws Exception {
        String token = bed.token();
        assertThat(spacesAfter(token)).isEqualTo(new VisibleSpaces.Listed(List.of("ws-open")));
        bed.state.append(GatewayWorld.STUDIO, new WorkspaceOpened(GROUP, GatewayWorld.CLOSED, null));
        assertThat(spacesAfter(token)).isEqualTo(new VisibleSpaces.Listed(List.of("ws-closed", "ws-open")));
        bed.state.append(GatewayWorld.STUDIO, new WorkspaceClosed(GROUP, GatewayWorld.OPEN));
        assertThat(spacesAfter(token)).isEqualTo(new VisibleSpaces.Listed(List.of("ws-closed")));
        bed.state.append(GatewayWorld.STUDIO, new AllOpened(GROUP));
        assertThat(spacesAfter(token)).isEqualTo(new VisibleSpaces.All());
    }

    @Test
    void n2RevokesOnEveryResourceAtOnce() throws Exception {
        String token = bed.token();
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
        assertThat(bed.call("GET", "/v1/jobs", token).statusCode()).isEqualTo(200);
        bed.state.append(GatewayWorld.STUDIO, new CredentialWithdrawn(GatewayWorld.SECRET));
        for (String path : List.of("/v1/tasks/7", "/v1/jobs", "/v1/files/1", "/v1/nothing")) {
            assertThat(bed.call("GET", path, token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void n6NeverMixesUndecidedAndDenied() throws Exception {
        bed.state.unload(GatewayWorld.STUDIO);
        HttpResponse<String> undecided = bed.call("DELETE", "/v1/tasks/7", bed.token());
        assertThat(undecided.statusCode()).isEqualTo(503);
        assertThat(undecided.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void n6NeverTakesAFailingUpstreamForADenial() throws Exception {
        bed.state.append(TenantId.PLATFORM, new ApiImported(GatewayWorld.media("http://127.0.0.1:1")));
        HttpResponse<String> dead = bed.get("/v1/tasks/7");
        assertThat(dead.statusCode()).isEqualTo(502);
        bed.awaitFigure("code=\"upstream_unavailable\"} 1.0");
    }

    @Test
    void n6NeverAllowsWhatItCouldNotWorkOut() throws Exception {
        bed.state.append(TenantId.PLATFORM, new ApiImported(GatewayWorld.media("no url at all")));
        HttpResponse<String> broken = bed.get("/v1/tasks/7");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(TestBed.json(broken).path("code").asString()).isEqualTo("internal_error");
        assertThat(broken.body()).doesNotContain("Exception").doesNotContain("no url");
    }

    @Test
    void n7EndsAtTheStalenessBound() throws Exception {
        bed.state.age(Duration.ofDays(1));
        assertThat(bed.get("/v1/tasks/7").statusCode()).isEqualTo(503);
        assertThat(bed.operations("/readyz").statusCode()).isEqualTo(503);
        assertThat(bed.upstream.seen()).isEmpty();
    }

    @Test
    void n8KnowsNoUnlistedOperation() throws Exception {
        for (String path : List.of("/", "/v1", "/v1/", "/v1/tasks", "/v2/tasks/7", "/admin", "/v1/tasks/7/stop")) {
            assertThat(bed.get(path).statusCode()).as(path).isEqualTo(404);
        }
        HttpRequest.Builder options = bed.to("/v1/tasks/7")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + bed.token());
        assertThat(bed.send(options).statusCode()).isEqualTo(405);
        assertThat(bed.upstream.seen()).isEmpty();
    }

    @Test
    void n9BelievesNoHostHeader() throws Exception {
        Raw.Answer answer = Raw.send(
                bed.gateway.port(),
                "GET /v1/tasks/7 HTTP/1.1\nHost: evil.test\nAuthorization: Bearer " + bed.token() + "\n\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(bed.upstream.last().headers().toString()).doesNotContain("evil");
        assertThat(String.join("\n", answer.headers()) + answer.body()).doesNotContain("evil");
    }

    @Test
    void n10FailsClosedWhenTheStateBreaks() throws Exception {
        bed.state.breakDown();
        assertThat(bed.get("/v1/tasks/7").statusCode()).isEqualTo(500);
        assertThat(bed.upstream.seen()).isEmpty();
    }

    @Test
    void n10FailsClosedWhenTheUpstreamIsGarbled() throws Exception {
        try (ServerSocket garbling = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            bed.state.append(
                    TenantId.PLATFORM,
                    new ApiImported(GatewayWorld.media("http://127.0.0.1:" + garbling.getLocalPort())));
            Thread upstream = Thread.ofVirtual().start(() -> garble(garbling));
            assertThat(bed.get("/v1/tasks/7").statusCode()).isEqualTo(502);
            upstream.join();
        }
    }

    private static void garble(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/9.9 OK 200\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private VisibleSpaces spacesAfter(String token) throws Exception {
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
        IdentityVerifier verifier = new IdentityVerifier(
                kid -> Optional.of(bed.identityKey.toPublicJWK()), TokenMint.GATEWAY, "media", InstantSource.system());
        return verifier.verify(bed.upstream.last().header("Mandate-Identity")).spaces();
    }
}
