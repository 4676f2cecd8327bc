package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.AppChange.AppDisabled;
import dev.mandate.engine.change.AppChange.AppEnabled;
import dev.mandate.engine.change.CredentialChange.TokenRevoked;
import dev.mandate.engine.change.GroupChange.GroupRenamed;
import dev.mandate.engine.change.GroupChange.WorkspaceClosed;
import dev.mandate.engine.change.TenantChange.StatusSet;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.change.UserChange.UserDisabled;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.state.Snapshot;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is decided while the state is behind, old, gone or other than it was (steps 2 and 3). */
class StateTest {
    private TestBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new TestBed(
                "MANDATE_GATEWAY_PATIENCE", "PT0.3S",
                "MANDATE_GATEWAY_PATIENCE_TO_LOAD", "PT0.6S",
                "MANDATE_GATEWAY_MOST_WAITING", "2");
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void waitsForTheRevisionOfTheToken() throws Exception {
        long head = head();
        CompletableFuture<HttpResponse<String>> answer = async(ahead(head + 1), "0.0");
        TestBed.await(() -> bed.state.waiting() == 1);
        bed.state.append(GatewayWorld.STUDIO, new GroupRenamed(new GroupId("g"), "later"));
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void answers503WhenItDoesNotCome() throws Exception {
        HttpResponse<String> answer = bed.call("GET", "/v1/tasks/7", ahead(head() + 1));
        assertUndecided(answer);
        assertThat(bed.upstream.seen()).isEmpty();
        assertThat(bed.recorded(answer.headers().firstValue("Mandate-Decision").orElseThrow())
                        .path("reason")
                        .asString())
                .isEqualTo("STATE_BEHIND");
    }

    @Test
    void waitsForWhatTheCallerDemands() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = async(bed.token(), (head() + 1) + ".1");
        TestBed.await(() -> bed.state.waiting() == 1);
        bed.state.append(GatewayWorld.STUDIO, new WorkspaceClosed(new GroupId("g"), GatewayWorld.OPEN));
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(bed.get("/v1/workspaces/ws-open/tasks").statusCode()).isEqualTo(404);
    }

    @Test
    void demandsOfThePlatformCountToo() throws Exception {
        assertUndecided(async(bed.token(), "0.99").join());
        assertThat(async(bed.token(), "1.1").join().statusCode()).isEqualTo(200);
    }

    @Test
    void limitsHowManyCallsOfAnAppWait() throws Exception {
        String token = ahead(head() + 1);
        CompletableFuture<HttpResponse<String>> one = async(token, "0.0");
        CompletableFuture<HttpResponse<String>> two = async(token, "0.0");
        TestBed.await(() -> bed.state.waiting() == 2);
        assertUndecided(async(token, "0.0").join());
        assertThat(bed.state.waiting()).isLessThanOrEqualTo(2);
        one.join();
        two.join();
        TestBed.await(() -> bed.state.waiting() == 0);
    }

    @Test
    void loadsATenantThatIsNotKnownYet() throws Exception {
        Snapshot studio = bed.state.tenant(GatewayWorld.STUDIO).orElseThrow();
        bed.state.unload(GatewayWorld.STUDIO);
        CompletableFuture<HttpResponse<String>> answer = async(bed.token(), "0.0");
        TestBed.await(() -> bed.state.waiting() == 1);
        assertThat(bed.state.followed()).containsExactly(GatewayWorld.STUDIO);
        bed.state.load(studio);
        assertThat(answer.join().statusCode()).isEqualTo(200);
        bed.state.unload(GatewayWorld.STUDIO);
        assertUndecided(bed.get("/v1/tasks/7"));
    }

    @Test
    void neverLoadsATenantForABadToken() throws Exception {
        bed.state.unload(GatewayWorld.STUDIO);
        String forged = bed.mint.sign(bed.mint.header().keyID("token-9").build(), bed.mint.claims());
        assertThat(bed.call("GET", "/v1/tasks/7", forged).statusCode()).isEqualTo(401);
        assertThat(bed.state.followed()).isEmpty();
    }

    @Test
    void answers401ForARevisionThatWasLost() throws Exception {
        String token = ahead(head() + 5);
        assertUndecided(bed.call("GET", "/v1/tasks/7", token));
        bed.state.confirmHead(head());
        HttpResponse<String> answer = bed.call("GET", "/v1/tasks/7", token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(bed.recorded(answer.headers().firstValue("Mandate-Decision").orElseThrow())
                        .path("reason")
                        .asString())
                .isEqualTo("REVISION_LOST");
    }

    @Test
    void decidesNothingOnOldState() throws Exception {
        bed.state.age(Duration.ofMinutes(5).plusMillis(1));
        assertUndecided(bed.get("/v1/tasks/7"));
        assertUndecided(bed.get("/v1/workspaces/ws-closed/tasks"));
        assertUndecided(bed.call("DELETE", "/v1/tasks/7", bed.token()));
        assertThat(bed.upstream.seen()).isEmpty();
        bed.state.age(Duration.ofMinutes(5));
        assertThat(bed.get("/v1/tasks/7").statusCode()).isEqualTo(200);
    }

    @Test
    void leavesUnknownKeysUndecidedOnOldState() throws Exception {
        bed.state.age(Duration.ofMinutes(6));
        String newer = bed.mint.sign(bed.mint.header().keyID("token-2").build(), bed.mint.claims());
        assertUndecided(bed.call("GET", "/v1/tasks/7", newer));
        assertThat(bed.call("GET", "/v1/tasks/7", "a.b.c").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesTokensOfWhoDoesNotStand() throws Exception {
        String token = bed.token();
        bed.state.append(GatewayWorld.STUDIO, new AppDisabled(GatewayWorld.APP));
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(401);
        bed.state.append(GatewayWorld.STUDIO, new AppEnabled(GatewayWorld.APP));
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(401);
        assertThat(bed.call("GET", "/v1/tasks/7", ahead(head())).statusCode()).isEqualTo(200);
        bed.state.append(GatewayWorld.STUDIO, new UserDisabled(GatewayWorld.VENDOR));
        assertThat(bed.call("GET", "/v1/tasks/7", ahead(head())).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesTokensOfASuspendedTenant() throws Exception {
        bed.state.append(GatewayWorld.STUDIO, new StatusSet(TenantStatus.SUSPENDED));
        assertThat(bed.call("GET", "/v1/tasks/7", ahead(head())).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesOneRevokedToken() throws Exception {
        Map<String, Object> claims = bed.mint.claims("jti", "one");
        String token = bed.mint.sign(bed.mint.header().build(), claims);
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
        bed.state.append(
                GatewayWorld.STUDIO, new TokenRevoked("one", Instant.now().plusSeconds(60)));
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(401);
        assertThat(bed.get("/v1/tasks/7").statusCode()).isEqualTo(200);
    }

    @Test
    void forgetsTokensAfterAFork() throws Exception {
        String token = bed.token();
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
        assertThat(metric("mandate_gateway_tokens_kept")).isEqualTo("1.0");
        bed.state.fork(
                GatewayWorld.STUDIO, bed.state.tenant(GatewayWorld.STUDIO).orElseThrow());
        assertThat(metric("mandate_gateway_tokens_kept")).isEqualTo("0.0");
    }

    @Test
    void verifiesATokenOnce() throws Exception {
        String token = bed.token();
        for (int i = 0; i < 5; i++) {
            assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
        }
        assertThat(metric("mandate_gateway_tokens_verified_total")).isEqualTo("1.0");
        assertThat(metric("mandate_gateway_tokens_uses_total")).isEqualTo("5.0");
    }

    private String metric(String name) throws Exception {
        return bed.operations("/metrics")
                .body()
                .lines()
                .filter(l -> l.startsWith(name + " "))
                .map(l -> l.substring(name.length() + 1))
                .findFirst()
                .orElse("none");
    }

    private long head() {
        return bed.state.tenant(GatewayWorld.STUDIO).orElseThrow().revision();
    }

    private String ahead(long revision) {
        return bed.mint.sign(bed.mint.header().build(), bed.mint.claims(revision));
    }

    private CompletableFuture<HttpResponse<String>> async(String token, String atLeast) {
        return bed.client()
                .sendAsync(
                        bed.to("/v1/tasks/7")
                                .header("Authorization", "Bearer " + token)
                                .header("Mandate-At-Least", atLeast)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void assertUndecided(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(TestBed.json(answer).path("code").asString()).isEqualTo("undecided");
    }
}
