package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import dev.mandate.engine.change.CatalogueChange.IdentityKeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyRetired;
import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.decision.Following;
import dev.mandate.gateway.identity.IdentityKey;
import dev.mandate.protocol.identity.IdentityVerifier;
import dev.mandate.protocol.worker.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a gateway starts, says that it is ready, and ends. */
class GatewayServerTest {
    @Test
    void registersItsPublicKeyAndIsReady() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            assertThat(bed.operations("/readyz").statusCode()).isEqualTo(200);
            Upstream.Seen registration = bed.control.seen().getFirst();
            assertThat(registration.method()).isEqualTo("POST");
            assertThat(registration.uri()).hasToString("/internal/keys");
            assertThat(registration.header("Authorization")).isEqualTo("Bearer gateway-key");
            JsonNode form = new JsonMapper().readTree(registration.body());
            assertThat(form.path("kid").asString()).isEqualTo("gw-test");
            assertThat(ECKey.parse(form.path("jwk").toString()).isPrivate()).isFalse();
        }
    }

    @Test
    void isNotReadyBeforeItsKeyIsTaken() throws Exception {
        try (TestBed bed = new TestBed(500)) {
            TestBed.await(() -> bed.control.seen().size() > 1);
            HttpResponse<String> answer = bed.operations("/readyz");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(TestBed.json(answer).path("reason").asString()).contains("identity key");
            bed.control.answers(200, "");
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
        }
    }

    @Test
    void namesTheSettingThatItsKeyIsTooLargeFor() throws Exception {
        try (TestBed bed = new TestBed(413)) {
            TestBed.await(() -> bed.gateway.obstacle().orElse("").contains("413"));
            assertThat(bed.gateway.obstacle().orElseThrow())
                    .endsWith("raise `MANDATE_BODY_INTERNAL` at the control plane");
        }
    }

    @Test
    void makesAnotherKeyWhenItsOwnIsRetired(@TempDir Path folder) throws Exception {
        try (TestBed bed = new TestBed(500, "MANDATE_GATEWAY_DATA", folder.toString())) {
            publish(bed, bed.identityKey);
            bed.control.answers(204, "");
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            assertThat(signer(bed)).isEqualTo("gw-test");
            bed.state.append(TenantId.PLATFORM, new KeyRetired("gw-test"));
            TestBed.await(() -> !registered(bed).getLast().equals("gw-test"));
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            String next = IdentityKey.in(folder).getKeyID();
            assertThat(registered(bed).getLast()).isEqualTo(next).isNotEqualTo("gw-test");
            assertThat(signer(bed)).isEqualTo(next);
        }
    }

    @Test
    void makesAnotherKeyWhenItsOwnWasRetiredBefore(@TempDir Path folder) throws Exception {
        try (TestBed bed = new TestBed(500, "MANDATE_GATEWAY_DATA", folder.toString())) {
            bed.control.answers(exchange -> {
                bed.control.keep(exchange);
                exchange.sendResponseHeaders(registered(bed).getLast().equals("gw-test") ? 409 : 204, -1);
                exchange.close();
            });
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            assertThat(signer(bed)).isEqualTo(IdentityKey.in(folder).getKeyID()).isNotEqualTo("gw-test");
        }
    }

    @Test
    void keepsItsKeyWhileAnotherOneHasItsName(@TempDir Path folder) throws Exception {
        try (TestBed bed = new TestBed(500, "MANDATE_GATEWAY_DATA", folder.toString())) {
            publish(bed, IdentityKey.generated("gw-test"));
            bed.control.answers(409, "");
            int before = registered(bed).size();
            TestBed.await(() -> registered(bed).size() > before + 2);
            assertThat(Set.copyOf(registered(bed))).containsExactly("gw-test");
        }
    }

    private static void publish(TestBed bed, ECKey key) {
        bed.state.append(
                TenantId.PLATFORM,
                new IdentityKeyPublished(
                        key.getKeyID(), "gateway", key.toPublicJWK().toJSONString()));
    }

    private static List<String> registered(TestBed bed) {
        return bed.control.seen().stream()
                .filter(seen -> seen.uri().getPath().equals("/internal/keys"))
                .map(seen -> new JsonMapper().readTree(seen.body()).path("kid").asString())
                .toList();
    }

    /** The key that the upstream sees an identity signed with. */
    private static String signer(TestBed bed) throws Exception {
        assertThat(bed.get("/v1/tasks/7").statusCode()).isEqualTo(200);
        return SignedJWT.parse(bed.upstream.last().header(IdentityVerifier.HEADER))
                .getHeader()
                .getKeyID();
    }

    @Test
    void isNotReadyOnOldState() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.state.age(Duration.ofMinutes(6));
            assertThat(bed.operations("/readyz").statusCode()).isEqualTo(503);
            assertThat(bed.operations("/readyz").body()).contains("older than PT5M");
            assertThat(bed.operations("/livez").statusCode()).isEqualTo(200);
        }
    }

    private static Following of(boolean refused, String issuer) {
        return new Following(0, 0, 0, 0, 0, Map.of(), refused, Optional.of(issuer));
    }

    private static Following stopped(TenantId stream) {
        Map<TenantId, String> stopped = Map.of(stream, "before revision 7: it cannot be applied");
        return new Following(0, 0, 0, 0, 0, stopped, false, Optional.of(TokenMint.GATEWAY));
    }

    @Test
    void goesOnWithoutAStoppedTenant() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.state.following(stopped(new TenantId("studio")));
            HttpResponse<String> ready = bed.operations("/readyz");
            assertThat(ready.statusCode()).isEqualTo(200);
            JsonNode body = new JsonMapper().readTree(ready.body());
            assertThat(body.path("stopped").path("studio").asString())
                    .isEqualTo("before revision 7: it cannot be applied");
            assertThat(body.path("warnings").toString()).contains("stream `studio` is stopped before revision 7");
            bed.awaitFigure("mandate_gateway_feed_stopped 1.0");
        }
    }

    @Test
    void isNotReadyOnceThePlatformStopped() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.state.following(stopped(TenantId.PLATFORM));
            assertThat(bed.operations("/readyz").statusCode()).isEqualTo(503);
            assertThat(bed.gateway.obstacle())
                    .hasValue("the platform's stream is stopped before revision 7: it cannot be applied");
        }
    }

    @Test
    void saysThatItsKeyIsRefused() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.state.following(of(true, TokenMint.GATEWAY));
            assertThat(bed.operations("/readyz").statusCode()).isEqualTo(503);
            assertThat(bed.operations("/readyz").body()).contains("the gateway was removed, or the key is wrong");
            assertThat(bed.get("/v1/tasks/7").statusCode()).isEqualTo(200);
            bed.state.following(of(false, TokenMint.GATEWAY));
            assertThat(bed.operations("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysThatTokensAreForAnotherUrl() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.state.following(of(false, "https://other.example.com"));
            assertThat(bed.operations("/readyz").statusCode()).isEqualTo(503);
            assertThat(bed.gateway.obstacle().orElseThrow())
                    .startsWith("`MANDATE_GATEWAY_PUBLIC_URL` is `" + TokenMint.GATEWAY + "`, but")
                    .contains("`https://other.example.com`");
        }
    }

    @Test
    void saysThatItAcceptsAnotherIssuer() throws Exception {
        try (TestBed bed = new TestBed("MANDATE_GATEWAY_ISSUER", "https://issuer.example.com")) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.state.following(of(false, TokenMint.GATEWAY));
            assertThat(bed.gateway.obstacle().orElseThrow())
                    .startsWith("`MANDATE_GATEWAY_ISSUER` is `https://issuer.example.com`, but");
        }
    }

    @Test
    void countsTheFailuresOfWorkers() throws Exception {
        try (TestBed bed = new TestBed();
                Worker failing = bed.state.failing()) {
            assertThat(bed.operations("/metrics").body())
                    .contains("mandate_worker_failures_total{worker=\"feed-test\"} 0.0");
            failing.start();
            bed.awaitFigure("mandate_worker_failures_total{worker=\"feed-test\"} 1.0");
        }
    }

    @Test
    void isReadyAfterItsWarmUp() throws Exception {
        try (TestBed bed = new TestBed("MANDATE_GATEWAY_WARM_UP", "PT0.5S")) {
            assertThat(bed.gateway.obstacle()).isPresent();
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            assertThat(bed.get("/v1/tasks/7").statusCode()).isEqualTo(200);
            assertThat(bed.get("/warm/things/1").statusCode()).isEqualTo(404);
            bed.awaitFigure("code=\"allowed\"} 1.0");
        }
    }

    @Test
    void letsAnOpenCallEndBeforeItCloses() throws Exception {
        TestBed bed = new TestBed();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        bed.upstream.answers(exchange -> {
            begun.countDown();
            try {
                finish.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        CompletableFuture<HttpResponse<Void>> call = bed.client()
                .sendAsync(
                        bed.to("/v1/tasks/7")
                                .header("Authorization", "Bearer " + bed.token())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        begun.await();
        Thread closing = Thread.ofVirtual().start(bed.gateway::close);
        TestBed.await(() -> bed.gateway.obstacle().isPresent());
        finish.countDown();
        assertThat(call.join().statusCode()).isEqualTo(204);
        closing.join();
        assertThatThrownBy(() -> bed.get("/v1/tasks/7")).isInstanceOf(IOException.class);
        bed.upstream.close();
        bed.control.close();
    }

    @Test
    void tellsTheLastDenialsWhenItCloses() throws Exception {
        TestBed bed = new TestBed();
        HttpResponse<String> denied = bed.get("/v1/nothing");
        bed.gateway.close();
        assertThat(bed.recorded(denied.headers().firstValue("Mandate-Decision").orElseThrow())
                        .path("reason")
                        .asString())
                .isEqualTo("PATH_UNKNOWN");
        bed.upstream.close();
        bed.control.close();
    }

    @Test
    void tellsDenialsOnceControlIsBack() throws Exception {
        try (TestBed bed = new TestBed()) {
            bed.control.answers(503, "");
            HttpResponse<String> denied = bed.get("/v1/nothing");
            TestBed.await(() ->
                    bed.control.seen().stream().anyMatch(s -> s.uri().getPath().equals("/internal/decisions")));
            bed.control.answers(204, "");
            int before = bed.control.seen().size();
            TestBed.await(() -> bed.control.seen().size() > before);
            assertThat(bed.recorded(denied.headers()
                                    .firstValue("Mandate-Decision")
                                    .orElseThrow())
                            .path("status")
                            .asInt())
                    .isEqualTo(404);
        }
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> new TestBed("MANDATE_GATEWAY_PORT", port))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "port `" + port
                                    + "` on `127.0.0.1` cannot be listened on: free it, or set `MANDATE_GATEWAY_PORT` or `MANDATE_GATEWAY_HOST`");
            assertThatThrownBy(() -> new TestBed("MANDATE_GATEWAY_MANAGEMENT_PORT", port))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("MANDATE_GATEWAY_MANAGEMENT_PORT");
        }
    }

    @Test
    void keepsItsKeyToItself(@TempDir Path folder) throws Exception {
        ECKey made = IdentityKey.in(folder);
        assertThat(IdentityKey.in(folder)).isEqualTo(made);
        assertThat(made.isPrivate()).isTrue();
        Path file = folder.resolve("identity-key.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> IdentityKey.in(folder)).hasMessageContaining("remove it");
    }
}
