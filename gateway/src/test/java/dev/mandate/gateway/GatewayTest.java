package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.IdentityVerifier;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The path of a call on real sockets: what is allowed, and how each refusal reads. */
class GatewayTest {
    private static TestBed bed;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed();
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @BeforeEach
    void reset() {
        bed.upstream.answers(200, "hello");
    }

    @Test
    void forwardsWhatIsAllowed() throws Exception {
        HttpResponse<String> answer = bed.get("/v1/tasks/7?x=%41&y=b+c");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(bed.upstream.last().method()).isEqualTo("GET");
        assertThat(bed.upstream.last().uri()).hasToString("/v1/tasks/7?x=%41&y=b+c");
    }

    @Test
    void signsTheIdentityForThatApi() throws Exception {
        bed.get("/v1/tasks/7");
        ECKey key = bed.identityKey.toPublicJWK();
        IdentityVerifier verifier = new IdentityVerifier(
                kid -> Optional.of(key).filter(k -> k.getKeyID().equals(kid)),
                TokenMint.GATEWAY,
                "media",
                InstantSource.system());
        Identity identity = verifier.verify(bed.upstream.last().header("Mandate-Identity"));
        assertThat(identity.subject()).isEqualTo("studio/vendor");
        assertThat(identity.clientId()).isEqualTo("vendor-app");
        assertThat(identity.spaces()).isEqualTo(new VisibleSpaces.Listed(List.of("ws-open")));
    }

    @Test
    void tellsUpstreamActionAndDecision() throws Exception {
        HttpResponse<String> answer = bed.get("/v1/tasks/7");
        assertThat(bed.upstream.last().header("Mandate-Action")).isEqualTo("GET /v1/tasks/{taskId}");
        assertThat(bed.upstream.last().header("Mandate-Decision"))
                .isEqualTo(answer.headers().firstValue("Mandate-Decision").orElseThrow());
        assertThat(bed.upstream.last().header("Authorization")).isEmpty();
    }

    @Test
    void everyAnswerHasItsOwnDecision() throws Exception {
        Set<String> ids = new HashSet<>();
        for (String path : List.of("/v1/tasks/1", "/v1/tasks/1", "/nothing", "/v1//x", "/oauth2/jwks")) {
            HttpResponse<String> answer = bed.get(path);
            String id = answer.headers().firstValue("Mandate-Decision").orElseThrow();
            assertThat(id).matches("[A-Za-z0-9_-]{22}");
            ids.add(id);
        }
        assertThat(ids).hasSize(5);
    }

    @Test
    void answers401WithoutCredential() throws Exception {
        HttpResponse<String> answer = bed.send(bed.to("/v1/tasks/7"));
        assertProblem(answer, 401, "credential_missing");
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    void answers401ForAnotherScheme() throws Exception {
        HttpResponse<String> answer = bed.send(bed.to("/v1/tasks/7").header("Authorization", "Basic YTpi"));
        assertProblem(answer, 401, "invalid_token");
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
    }

    @Test
    void answers403WithTheMissingSwitch() throws Exception {
        HttpResponse<String> answer = bed.call("DELETE", "/v1/tasks/7", bed.token());
        JsonNode problem = assertProblem(answer, 403, "action_not_permitted");
        assertThat(problem.path("missing").toString()).isEqualTo("[{\"action\":\"DELETE /v1/tasks/{taskId}\"}]");
        assertThat(problem.path("type").asString())
                .isEqualTo(TokenMint.GATEWAY + "/.well-known/mandate-problems/action_not_permitted");
        assertThat(problem.path("decision").asString())
                .isEqualTo(answer.headers().firstValue("Mandate-Decision").orElseThrow());
    }

    @Test
    void names403sWhoActivatesAPendingAction() throws Exception {
        JsonNode problem = assertProblem(bed.call("PUT", "/v1/drafts", bed.token()), 403, "action_not_permitted");
        assertThat(problem.path("missing").toString()).isEqualTo("[{\"action\":\"PUT /v1/drafts\",\"pending\":true}]");
        assertThat(problem.path("detail").asString())
                .isEqualTo(
                        "`PUT /v1/drafts` is not in force yet: nobody holds it until the platform's operator activates it");
    }

    @Test
    void answers403WithEachActionThatSharesTheRequest() throws Exception {
        JsonNode problem =
                assertProblem(bed.call("DELETE", "/v1/x/7/latest", bed.token()), 403, "action_not_permitted");
        assertThat(problem.path("missing").toString())
                .isEqualTo("[{\"action\":\"DELETE /v1/x/{id}/latest\"},{\"action\":\"DELETE /v1/{kind}/7/latest\"}]");
        assertThat(problem.path("detail").asString())
                .contains("a right to `DELETE /v1/x/{id}/latest` and `DELETE /v1/{kind}/7/latest`");
    }

    @Test
    void answers403WithTheMissingPairs() throws Exception {
        JsonNode problem = assertProblem(bed.get("/sales/v1/inventory"), 403, "action_not_permitted");
        assertThat(problem.path("missing").toString())
                .isEqualTo("[{\"action\":\"GET /sales/v1/inventory\",\"needs\":["
                        + "{\"entity\":\"ASSET\",\"operation\":\"read\",\"anyRole\":[\"ASSET_VIEWER\"]},"
                        + "{\"entity\":\"TRADER\",\"operation\":\"read\","
                        + "\"anyRole\":[\"TRADER_VIEWER\",\"TRADER_ADMINISTRATOR\"]}]}]");
    }

    @Test
    void hidesSpacesLikeUnknownPaths() throws Exception {
        String unknown = withoutDecision(bed.get("/v1/nothing"));
        assertThat(withoutDecision(bed.get("/v1/workspaces/ws-closed/tasks"))).isEqualTo(unknown);
        assertThat(withoutDecision(bed.get("/v1/workspaces/never-was/tasks"))).isEqualTo(unknown);
        assertThat(withoutDecision(bed.get("/v1/jobs?clientId=ws-closed"))).isEqualTo(unknown);
        assertThat(bed.get("/v1/workspaces/ws-open/tasks").statusCode()).isEqualTo(200);
    }

    @Test
    void answers400ForASpaceNamedTwice() throws Exception {
        assertProblem(bed.get("/v1/jobs?clientId=ws-open&clientId=ws-closed"), 400, "space_repeated");
    }

    @Test
    void answers400ForASpaceInAnotherSpelling() throws Exception {
        for (String query : List.of(
                "clientid=ws-closed", "clientId[]=ws-closed", "clientId%00=ws-closed", "x=1;clientId=ws-closed")) {
            assertProblem(bed.get("/v1/jobs?clientId=ws-open&" + query), 400, "space_repeated");
        }
    }

    @Test
    void answers400ForABrokenQueryThatDecides() throws Exception {
        assertProblem(bed.get("/v1/jobs?clientId=%FF"), 400, "malformed_request");
    }

    @Test
    void answers405WithAllow() throws Exception {
        HttpResponse<String> answer = bed.call("PATCH", "/v1/tasks/7", bed.token());
        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("DELETE", "GET", "HEAD");
    }

    @Test
    void forwardsHeadAsTheActionOfGet() throws Exception {
        HttpResponse<String> answer = bed.call("HEAD", "/v1/tasks/7", bed.token());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(bed.upstream.last().method()).isEqualTo("HEAD");
        assertThat(bed.get("/v1/tasks/8").body()).isEqualTo("hello");
    }

    @Test
    void answersPreflightWithoutAsking() throws Exception {
        int before = bed.upstream.seen().size();
        HttpRequest.Builder preflight = bed.to("/v1/tasks/7")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "GET");
        HttpResponse<String> answer = bed.send(preflight);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().map().keySet()).noneMatch(h -> h.startsWith("access-control"));
        assertThat(bed.upstream.seen()).hasSize(before);
    }

    @Test
    void recordsWhyACallWasDenied() throws Exception {
        HttpResponse<String> answer = bed.get("/v1/workspaces/ws-closed/tasks");
        JsonNode record = bed.recorded(decision(answer));
        assertThat(record.path("reason").asString()).isEqualTo("SPACE_NOT_REACHED");
        assertThat(record.path("space").asString()).isEqualTo("ws-closed");
        assertThat(record.path("step").asInt()).isEqualTo(5);
        assertThat(record.path("tenant").asString()).isEqualTo("studio");
        assertThat(record.path("action").asString()).isEqualTo("GET /v1/workspaces/{clientId}/tasks");
        assertThat(bed.control.last().header("Authorization")).isEqualTo("Bearer gateway-key");
    }

    @Test
    void hidesTheUpstreamsReasonAndRecordsIt() throws Exception {
        bed.upstream.answers(
                404, "{\"error\":\"none\"}", "Mandate-Reason", "outside-spaces; space=ws-closed", "X-Own", "kept");
        HttpResponse<String> answer = bed.get("/v1/tasks/foreign");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"none\"}");
        assertThat(answer.headers().firstValue("X-Own")).contains("kept");
        assertThat(answer.headers().firstValue("Mandate-Reason")).isEmpty();
        JsonNode record = bed.recorded(decision(answer));
        assertThat(record.path("reason").asString()).isEqualTo("OUTSIDE_SPACES");
        assertThat(record.path("space").asString()).isEqualTo("ws-closed");
        assertThat(record.path("step").asInt()).isEqualTo(7);
    }

    @Test
    void hiddenAndUnknownLookTheSame() throws Exception {
        bed.upstream.answers(404, "none", "Mandate-Reason", "outside-spaces; space=ws-closed");
        HttpResponse<String> hidden = bed.get("/v1/tasks/foreign");
        bed.upstream.answers(404, "none", "Mandate-Reason", "no-such-resource");
        HttpResponse<String> unknown = bed.get("/v1/tasks/foreign");
        assertThat(visible(hidden)).isEqualTo(visible(unknown));
        assertThat(hidden.body()).isEqualTo(unknown.body());
        assertThat(bed.recorded(decision(unknown)).path("reason").asString()).isEqualTo("NO_SUCH_RESOURCE");
    }

    @Test
    void opensTheTypeOfAProblem() throws Exception {
        bed.control.answers(200, "what it means");
        try {
            String type = TestBed.json(bed.get("/v1/nothing")).path("type").asString();
            HttpResponse<String> page = bed.send(bed.to(URI.create(type).getPath()));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("what it means");
        } finally {
            bed.control.answers(204, "");
        }
    }

    @Test
    void passesControlPathsOnUndecided() throws Exception {
        bed.control.answers(200, "mine", "Mandate-Revision", "3.1", "Mandate-Reason", "x");
        try {
            HttpResponse<String> answer = bed.send(bed.to("/user-services/users/me/saleschannel-binding")
                    .header("Authorization", "Bearer whatever")
                    .header("Mandate-At-Least", "9.9")
                    .header("Mandate-Decision", "forged")
                    .header("Mandate-Gateway-Key", "forged")
                    .header("mandate_gateway_key", "forged")
                    .header("Mandate-Caller-Address", "203.0.113.9")
                    .header("Mandate-Identity", "forged"));
            assertThat(answer.body()).isEqualTo("mine");
            assertThat(answer.headers().firstValue("Mandate-Revision")).contains("3.1");
            assertThat(answer.headers().firstValue("Mandate-Reason")).isEmpty();
            Upstream.Seen seen = bed.control.seen().stream()
                    .filter(s -> s.uri().getPath().startsWith("/user-services"))
                    .findFirst()
                    .orElseThrow();
            assertThat(seen.header("Authorization")).isEqualTo("Bearer whatever");
            assertThat(seen.header("Mandate-At-Least")).isEqualTo("9.9");
            assertThat(seen.header("Mandate-Identity")).isEmpty();
            assertThat(seen.header("Mandate-Decision")).isEqualTo(decision(answer));
            assertThat(seen.headers().get("Mandate-Gateway-Key")).containsExactly("gateway-key");
            assertThat(seen.headers().get("Mandate-Caller-Address")).containsExactly("127.0.0.1");
            assertThat(seen.headers().keySet()).doesNotContain("mandate_gateway_key");
        } finally {
            bed.control.answers(204, "");
        }
    }

    @Test
    void showsItsKeyToNoPartner() throws Exception {
        bed.send(bed.to("/v1/tasks/t1")
                .header("Authorization", "Bearer " + bed.token())
                .header("Mandate-Gateway-Key", "forged"));
        assertThat(bed.upstream.last().headers()).doesNotContainKeys("Mandate-Gateway-Key", "Mandate-Caller-Address");
    }

    @Test
    void keepsItsOwnWellKnownDoor() throws Exception {
        assertThat(bed.get("/.well-known/authzen-configuration").statusCode()).isEqualTo(404);
        assertThat(bed.get("/%61ccess/v1/evaluation").statusCode()).isEqualTo(404);
        assertThat(bed.get("/.well-known/openid-configuration/").statusCode()).isEqualTo(404);
        assertThat(bed.get("/%2Ewell-known/oauth-authorization-server").statusCode())
                .isEqualTo(204);
        assertThat(bed.get("/.well-known/oauth-authorization-server").statusCode())
                .isEqualTo(204);
    }

    private static String decision(HttpResponse<String> answer) {
        return answer.headers().firstValue("Mandate-Decision").orElseThrow();
    }

    private static String visible(HttpResponse<String> answer) {
        return answer.headers().map().entrySet().stream()
                .filter(e ->
                        !e.getKey().equals("mandate-decision") && !e.getKey().equals("date"))
                .toList()
                .toString();
    }

    private static String withoutDecision(HttpResponse<String> answer) {
        return answer.statusCode() + visible(answer) + answer.body().replace(decision(answer), "");
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = TestBed.json(answer);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }
}
