package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.protocol.identity.VisibleSpaces;
import dev.mandate.samples.registry.Channel;
import dev.mandate.samples.registry.RegistryForTests;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Foreign and unknown resources get the same answers, byte for byte; lists and counts include neither. */
class VisibilityTest {
    private static final String NONE = UUID.randomUUID().toString();

    private final RegistryForTests registry = RegistryForTests.get();
    private final Channel alpha = Channel.alpha();

    /** A call that names a resource; {@code %s} is the position of its id. */
    record Naming(String method, String path, String body) {
        HttpResponse<String> call(RegistryForTests registry, String id) throws Exception {
            HttpRequest.Builder request =
                    registry.request("alpha", method, path.replace("%s", id), body.replace("%s", id));
            return registry.send(
                    request.header("Idempotency-Key", UUID.randomUUID().toString()));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Naming> traders() {
        return Stream.of(
                new Naming("GET", "/traders/%s", ""),
                new Naming("PATCH", "/traders/%s", "{\"name\":\"Mine\"}"),
                new Naming("GET", "/traders/%s/inventory", ""),
                new Naming("POST", "/traders/%s/inventory/trade", Channel.trade(NONE, 1, 2)),
                new Naming("POST", "/traders/%s/inventory/retire", Channel.assets(1, 2)),
                new Naming("POST", "/traders/%s/inventory/offramp", Channel.assets(1, 2)),
                new Naming("GET", "/traders/%s/inventory/trade/" + NONE, ""),
                new Naming("GET", "/traders/%s/inventory/retire/" + NONE, ""),
                new Naming("GET", "/traders/%s/inventory/offramp/" + NONE, ""));
    }

    @ParameterizedTest
    @MethodSource("traders")
    void foreignAndUnknownTradersAnswerTheSame(Naming naming) throws Exception {
        HttpResponse<String> unknown = naming.call(registry, NONE);
        HttpResponse<String> foreign =
                naming.call(registry, registry.ids.traderB().toString());
        HttpResponse<String> otherTenant =
                naming.call(registry, registry.otherTenant.traderA().toString());
        HttpResponse<String> malformed = naming.call(registry, "1-1-1-1-1");
        assertSame(unknown, List.of(foreign, otherTenant, malformed));
        assertThat(reason(foreign)).isEqualTo("outside-spaces; space=beta");
        assertThat(List.of(reason(unknown), reason(otherTenant), reason(malformed)))
                .containsOnly("no-such-resource");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "reject"})
    void foreignAndUnknownProposalsAnswerTheSame(String what) throws Exception {
        Naming naming = new Naming("POST", "/trader-onboarding-proposals/" + what, "{\"proposalId\":\"%s\"}");
        HttpResponse<String> unknown = naming.call(registry, NONE);
        HttpResponse<String> foreign =
                naming.call(registry, registry.ids.proposalB().toString());
        HttpResponse<String> otherTenant =
                naming.call(registry, registry.otherTenant.proposalA().toString());
        assertSame(unknown, List.of(foreign, otherTenant));
        assertThat(reason(foreign)).isEqualTo("outside-spaces; space=beta");
        assertThat(reason(otherTenant)).isEqualTo("no-such-resource");
        String settled = settledProposalOfBeta();
        assertSame(unknown, List.of(naming.call(registry, settled)));
        assertThat(new Channel(registry, "beta", "beta").rows("/trader-onboarding-proposals?state=OPEN"))
                .extracting(row -> row.path("id").asString())
                .contains(registry.ids.proposalB().toString());
    }

    @Test
    void foreignAndUnknownBuyersAnswerTheSame() throws Exception {
        String seller = alpha.byHand();
        long first = alpha.issue(seller, 10);
        Naming naming = new Naming("POST", Channel.path(seller, "trade"), Channel.trade("%s", first, first));
        HttpResponse<String> unknown = naming.call(registry, NONE);
        HttpResponse<String> foreign =
                naming.call(registry, registry.ids.traderB().toString());
        HttpResponse<String> otherTenant =
                naming.call(registry, registry.otherTenant.traderA().toString());
        assertSame(unknown, List.of(foreign, otherTenant));
        assertThat(reason(foreign)).isEqualTo("outside-spaces; space=beta");
        assertThat(alpha.inventory(seller)).containsExactly(first + "-" + (first + 9) + " AVAILABLE");
    }

    @Test
    void tasksOfOthersAndOtherKindsAreUnknown() throws Exception {
        String trader = alpha.onboarded();
        long first = alpha.issue(trader, 10);
        HttpResponse<String> retired = alpha.order(trader, "retire", Channel.assets(first, first));
        String task = Channel.json(retired).path("taskId").asString();
        String byHand = alpha.byHand();
        HttpResponse<String> unknown = registry.get(Channel.path(trader, "retire") + "/" + NONE);
        assertThat(registry.get(Channel.path(trader, "retire") + "/" + task).statusCode())
                .isEqualTo(200);
        assertSame(
                unknown,
                List.of(
                        registry.get(Channel.path(trader, "trade") + "/" + task),
                        registry.get(Channel.path(trader, "offramp") + "/" + task),
                        registry.get(Channel.path(byHand, "retire") + "/" + task),
                        registry.get(Channel.path(trader, "retire") + "/x"),
                        registry.call("beta", "GET", Channel.path(trader, "retire") + "/" + task, ""),
                        registry.call("unbound", "GET", Channel.path(trader, "retire") + "/" + task, "")));
    }

    @Test
    void whoLosesItsChannelIsNotEvenAnsweredAgain() throws Exception {
        registry.know("mover", "registry", "u9", new VisibleSpaces.Listed(List.of("alpha")));
        String trader = alpha.onboarded();
        long first = alpha.issue(trader, 10);
        String path = Channel.path(trader, "retire");
        assertThat(registry.order("mover", "k", path, Channel.assets(first, first))
                        .statusCode())
                .isEqualTo(202);
        registry.know("mover", "registry", "u9", new VisibleSpaces.Listed(List.of("beta")));
        HttpResponse<String> moved = registry.order("mover", "k", path, Channel.assets(first, first));
        HttpResponse<String> unknown =
                registry.order("mover", "k", Channel.path(NONE, "retire"), Channel.assets(first, first));
        assertSame(unknown, List.of(moved));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/trader-onboarding-proposals",
                "/traders",
                "/production-facilities",
                "/suppliers",
                "/events",
                "/transactions"
            })
    void listsHoldTheCallersChannelAlone(String path) throws Exception {
        List<JsonNode> mine = alpha.rows(path);
        List<JsonNode> betas = new Channel(registry, "beta", "beta").rows(path);
        List<JsonNode> others = new Channel(registry, "other", "alpha").rows(path);
        assertThat(mine)
                .isNotEmpty()
                .allMatch(row -> row.path("salesChannelId").asString().equals("alpha"));
        assertThat(betas)
                .isNotEmpty()
                .allMatch(row -> row.path("salesChannelId").asString().equals("beta"));
        assertThat(others).isNotEmpty().doesNotContainAnyElementsOf(mine);
        JsonNode info = Channel.json(registry.call("beta", "GET", path + "?pageSize=1", ""))
                .path("pageInfo");
        assertThat(info.path("totalItems").asInt()).isEqualTo(betas.size());
        assertThat(info.path("totalPages").asInt()).isEqualTo(betas.size());
        JsonNode nothing = Channel.json(registry.call("unbound", "GET", path, ""));
        assertThat(nothing.path("pageData")).isEmpty();
        assertThat(nothing.path("pageInfo").path("totalItems").asInt()).isZero();
        assertThat(nothing.path("pageInfo").path("totalPages").asInt()).isZero();
        assertThat(registry.call("unbound", "GET", path + "?pageNumber=0", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void certificatesOfTwoChannelsMayHaveTheSameNumbers() throws Exception {
        List<String> mine = alpha.inventory(registry.ids.traderA().toString());
        List<String> theirs = new Channel(registry, "beta", "beta")
                .inventory(registry.ids.traderB().toString());
        List<String> others = new Channel(registry, "other", "alpha")
                .inventory(registry.otherTenant.traderA().toString());
        assertThat(mine).containsExactly("1-9700 AVAILABLE");
        assertThat(theirs).isEqualTo(mine);
        assertThat(others).isEqualTo(mine);
    }

    @Test
    void refusesCallsThatDoNotComeThroughTheGateway() throws Exception {
        HttpRequest.Builder direct =
                HttpRequest.newBuilder(registry.sales().apiUri().resolve(RegistryForTests.BASE + "/traders"));
        assertThat(registry.send(direct).statusCode()).isEqualTo(401);
    }

    private String settledProposalOfBeta() throws Exception {
        return new Channel(registry, "beta", "beta")
                .rows("/trader-onboarding-proposals?state=REJECTED")
                .getFirst()
                .path("id")
                .asString();
    }

    private static void assertSame(HttpResponse<String> unknown, List<HttpResponse<String>> answers) {
        assertThat(unknown.statusCode()).isEqualTo(404);
        for (HttpResponse<String> answer : answers) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(unknown.body());
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
            assertThat(answer.headers().firstValue("Content-Type"))
                    .isEqualTo(unknown.headers().firstValue("Content-Type"));
        }
    }

    private static String reason(HttpResponse<String> answer) {
        return answer.headers().firstValue("Mandate-Reason").orElse("");
    }
}
