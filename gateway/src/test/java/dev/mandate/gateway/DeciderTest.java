package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.Reason;
import dev.mandate.engine.change.AppChange.AppEnabled;
import dev.mandate.gateway.decision.AccessRequest;
import dev.mandate.gateway.decision.Decider;
import dev.mandate.gateway.decision.Findings;
import dev.mandate.gateway.decision.Headers;
import dev.mandate.gateway.decision.Patience;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.gateway.decision.Verdict;
import dev.mandate.gateway.subject.LastCredential;
import dev.mandate.gateway.subject.Tokens;
import dev.mandate.protocol.record.DecisionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps 0 to 6 without a server: a table of requests and decisions, and what a wait does. */
class DeciderTest {
    private final FakeState state = new FakeState();
    private final TokenMint mint = new TokenMint();
    private final Tokens tokens = new Tokens(
            TokenMint.GATEWAY,
            () -> state.platform().catalogue(),
            Thread::startVirtualThread,
            new Tokens.Bounds(100, 100));
    private final Decider decider = decider(tokens);
    private final BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
    private final Findings found = new Findings();

    DeciderTest() {
        GatewayWorld.fill(state, "http://upstream.test", mint.published());
        mint.at(state.tenant(GatewayWorld.STUDIO).orElseThrow().revision());
    }

    private Decider decider(Tokens verifying) {
        return new Decider(
                new Decider.Parts(
                        verifying,
                        state,
                        new Patience(state, new Patience.Bounds(Duration.ofSeconds(20), Duration.ofSeconds(20), 2)),
                        Instant::now),
                new Decider.Bounds(Duration.ofMinutes(5), TokenMint.GATEWAY, TokenMint.GATEWAY));
    }

    /** Headers of a list of lines, {@code Name: value}. */
    private record Lines(List<String> lines) implements Headers {
        @Override
        public @Nullable String first(String name) {
            return all(name).stream().findFirst().orElse(null);
        }

        @Override
        public List<String> all(String name) {
            String start = name + ": ";
            return lines.stream()
                    .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                    .map(line -> line.substring(start.length()))
                    .toList();
        }
    }

    private CompletableFuture<Verdict> begun(String method, String target, List<String> headers) {
        AccessRequest request = new AccessRequest(
                method, target, new Lines(headers), "192.0.2.7", System.nanoTime(), new LastCredential());
        return decider.decide(request, found, later::add);
    }

    private Verdict ask(String method, String target, List<String> headers) {
        CompletableFuture<Verdict> asked = begun(method, target, headers);
        // a token that is refused is answered on the worker that read it
        var _ = asked.whenComplete((verdict, failure) -> later.add(() -> {}));
        while (!asked.isDone()) {
            goOn();
        }
        return asked.resultNow();
    }

    /** Runs the next of the steps that follow a wait, on this thread. */
    private void goOn() {
        try {
            Objects.requireNonNull(later.poll(10, TimeUnit.SECONDS)).run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Verdict decided(String method, String target, String... more) {
        List<String> headers = new ArrayList<>(List.of(more));
        headers.add("authorization: Bearer " + mint.token());
        return ask(method, target, headers);
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Preflight() -> "preflight";
            case Verdict.Delegated(var request) -> "control " + request.path();
            case Verdict.Allowed allowed -> "allow " + allowed.allow().action().key();
            case Verdict.Denied(Refused refusal) ->
                refusal.problem().status() + " " + refusal.problem().code() + " at " + refusal.step();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/tasks/7, allow GET /v1/tasks/{taskId}",
        "HEAD, /v1/tasks/7, allow GET /v1/tasks/{taskId}",
        "GET, /v1/tasks/7?x=1, allow GET /v1/tasks/{taskId}",
        "GET, /v1/jobs?clientId=ws-open, allow GET /v1/jobs",
        "GET, /v1/workspaces/ws-open/tasks, allow GET /v1/workspaces/{clientId}/tasks",
        "GET, /v1/workspaces/ws-closed/tasks, 404 not_found at 5",
        "GET, /v1/workspaces/channel-a/tasks, 404 not_found at 5",
        "GET, /v1/jobs?clientId=a&clientId=b, 400 space_repeated at 5",
        "DELETE, /v1/tasks/7, 403 action_not_permitted at 6",
        "PUT, /v1/drafts, 403 action_not_permitted at 6",
        "GET, /sales/v1/inventory, 403 action_not_permitted at 6",
        "GET, /v1/none, 404 not_found at 4",
        "PATCH, /v1/tasks/7, 405 method_not_allowed at 4",
        "CONNECT, upstream.test:443, 405 method_not_allowed at 0",
        "OPTIONS, *, 400 malformed_request at 0",
        "GET, http://upstream.test/v1/tasks/7, 400 malformed_request at 0",
        "GET, /v1//tasks, 400 malformed_request at 0",
        "GET, /v1/tasks/7#x, 400 malformed_request at 0",
        "GET, /v1/täsks, 400 malformed_request at 0",
        "GET, /v1/tasks/7?access_token=x, 400 token_in_query at 0",
        "POST, /v1/files?_method=DELETE, 400 method_override at 0",
        "GET, /user-services/users, control /user-services/users",
        "TRACE, /user-services/users, 405 method_not_allowed at 0"
    })
    void answersEachRequestByItsFirstFailingStep(String method, String target, String expected) {
        assertThat(said(decided(method, target))).isEqualTo(expected);
    }

    @Test
    void answersAPreflightWithoutACredential() {
        Verdict verdict =
                ask("OPTIONS", "/v1/tasks/7", List.of("Origin: https://a.test", "Access-Control-Request-Method: PUT"));
        assertThat(said(verdict)).isEqualTo("preflight");
    }

    @Test
    void wantsOneBearerToken() {
        String good = "Authorization: Bearer " + mint.token();
        assertThat(said(ask("GET", "/v1/tasks/7", List.of()))).isEqualTo("401 credential_missing at 1");
        assertThat(said(ask("GET", "/v1/tasks/7", List.of("Authorization: Basic eDp5"))))
                .isEqualTo("401 invalid_token at 1");
        assertThat(said(ask("GET", "/v1/tasks/7", List.of("Authorization: Bearer x"))))
                .isEqualTo("401 invalid_token at 1");
        assertThat(said(ask("GET", "/v1/tasks/7", List.of(good, good)))).isEqualTo("400 malformed_request at 0");
    }

    @Test
    void refusesANewTokenWhileTooManyWait() {
        // its worker never comes to verify one
        Tokens busy = new Tokens(
                TokenMint.GATEWAY, () -> state.platform().catalogue(), task -> {}, new Tokens.Bounds(100, 1));
        Decider waiting = decider(busy);
        CompletableFuture<Verdict> first = waiting.decide(bearing("x"), found, later::add);
        CompletableFuture<Verdict> second = waiting.decide(bearing("y"), found, later::add);
        while (!second.isDone()) {
            goOn();
        }
        assertThat(first).isNotDone();
        assertThat(said(second.resultNow())).startsWith("503 gateway_busy");
        assertThat(refusal(second.resultNow()).headers()).containsEntry("Retry-After", "1");
    }

    private static AccessRequest bearing(String token) {
        Lines headers = new Lines(List.of("Authorization: Bearer " + token));
        return new AccessRequest("GET", "/v1/tasks/7", headers, "192.0.2.7", System.nanoTime(), new LastCredential());
    }

    @Test
    void challengesWhoeverItDoesNotKnow() {
        assertThat(challenge(List.of())).isEqualTo("Bearer");
        assertThat(challenge(List.of("Authorization: Bearer x"))).isEqualTo("Bearer error=\"invalid_token\"");
        String elsewhere = mint.sign(mint.header().build(), mint.claims("aud", List.of("http://control.test")));
        assertThat(challenge(List.of("Authorization: Bearer " + elsewhere)))
                .contains("the management API at `http://control.test`");
    }

    private String challenge(List<String> headers) {
        return String.valueOf(
                refusal(ask("GET", "/v1/tasks/7", headers)).headers().get("WWW-Authenticate"));
    }

    private static Refused refusal(Verdict verdict) {
        return ((Verdict.Denied) verdict).refusal();
    }

    @Test
    void givesWhatAnAnswerNeeds() {
        Verdict.Allowed allowed = (Verdict.Allowed) decided("GET", "/v1/workspaces/ws%2Dopen/tasks?q=1");
        assertThat(allowed.request().path()).hasToString("/v1/workspaces/ws-open/tasks");
        assertThat(allowed.request().query().text()).isEqualTo("q=1");
        assertThat(allowed.caller().app()).isEqualTo(GatewayWorld.APP);
        assertThat(allowed.caller().user()).isEqualTo(GatewayWorld.VENDOR);
        assertThat(allowed.allow().space()).contains(GatewayWorld.OPEN);
        assertThat(allowed.allow().api().id()).isEqualTo(GatewayWorld.MEDIA);
    }

    @Test
    void notesAsMuchAsItFoundOut() {
        refusal(decided("GET", "/v1/workspaces/ws-closed/tasks"));
        DecisionRecord record = found.record(
                new Findings.Denial("d1", Instant.EPOCH, "GET", 5, Reason.SPACE_NOT_REACHED), found.space());
        assertThat(record.action()).isEqualTo("GET /v1/workspaces/{clientId}/tasks");
        assertThat(record.space()).isEqualTo("ws-closed");
        assertThat(record.user()).isEqualTo("vendor");
        assertThat(found.path()).contains("/v1/workspaces/ws-closed/tasks");
    }

    @Test
    void decidesNothingOnAStaleState() {
        state.age(Duration.ofMinutes(6));
        assertThat(said(decided("GET", "/v1/tasks/7"))).isEqualTo("503 undecided at 2");
        String unknownKey = mint.sign(mint.header().keyID("token-9").build(), mint.claims());
        assertThat(said(ask("GET", "/v1/tasks/7", List.of("Authorization: Bearer " + unknownKey))))
                .isEqualTo("503 undecided at 2");
    }

    @Test
    void needsNoTurnOnceTheTokenIsKnown() {
        List<String> line = List.of("Authorization: Bearer " + mint.token());
        ask("GET", "/v1/tasks/7", line);
        later.clear();
        assertThat(said(begun("GET", "/v1/tasks/7", line).resultNow())).isEqualTo("allow GET /v1/tasks/{taskId}");
        assertThat(later).isEmpty();
    }

    @Test
    void waitsForARevisionAndGoesOnWhereTheCallerWants() {
        CompletableFuture<Verdict> waiting = begun("GET", "/v1/tasks/7", List.of(ofTheNextRevision()));
        // the step after the token is queued, unless the token was verified before anybody could wait for it
        while (state.waiting() < 1) {
            goOn();
        }
        assertThat(waiting).isNotDone();
        state.append(GatewayWorld.STUDIO, new AppEnabled(GatewayWorld.APP));
        assertThat(waiting).isNotDone();
        goOn();
        assertThat(said(waiting.resultNow())).isEqualTo("allow GET /v1/tasks/{taskId}");
    }

    @Test
    void doesNotWaitForMoreCallsOfOneAppThanItMay() {
        List<String> line = List.of(ofTheNextRevision());
        for (int waiting = 0; waiting < 2; waiting++) {
            var _ = begun("GET", "/v1/tasks/7", line);
        }
        while (state.waiting() < 2) {
            goOn();
        }
        assertThat(said(ask("GET", "/v1/tasks/7", line))).isEqualTo("503 undecided at 2");
    }

    private String ofTheNextRevision() {
        long next = state.tenant(GatewayWorld.STUDIO).orElseThrow().revision() + 1;
        return "Authorization: Bearer " + mint.sign(mint.header().build(), mint.claims(next));
    }

    @Test
    void failsWhereItCannotDecide() {
        state.breakDown();
        CompletableFuture<Verdict> broken =
                begun("GET", "/v1/tasks/7", List.of("Authorization: Bearer " + mint.token()));
        var _ = broken.whenComplete((verdict, failure) -> later.add(() -> {}));
        while (!broken.isDone()) {
            goOn();
        }
        assertThatThrownBy(broken::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("broken");
    }

    @Test
    void knowsNoServer() throws IOException {
        for (String folder : List.of("decision", "subject")) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/mandate/gateway", folder))) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file)
                                .content()
                                .doesNotContain("io.vertx", "io.netty", "gateway.http", "gateway.upstream"));
            }
        }
    }
}
