package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.registry.Channel;
import dev.mandate.samples.registry.RegistryForTests;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ProposalsTest {
    private final RegistryForTests registry = RegistryForTests.get();
    private final Channel alpha = Channel.alpha();

    @Test
    void acceptingMakesATrader() throws Exception {
        String proposal = alpha.proposal();
        HttpResponse<String> accepted = choose("alpha", "accept", proposal);
        assertThat(accepted.statusCode()).isEqualTo(200);
        JsonNode verdict = Channel.json(accepted);
        assertThat(verdict.propertyNames()).containsExactly("proposalId", "state", "traderId");
        assertThat(verdict.path("state").asString()).isEqualTo("ACCEPTED");
        String trader = verdict.path("traderId").asString();
        JsonNode made = Channel.json(registry.get("/traders/" + trader));
        assertThat(made.path("proposalId").asString()).isEqualTo(proposal);
        assertThat(made.path("salesChannelId").asString()).isEqualTo("alpha");
        JsonNode settled = row(proposal, "?state=ACCEPTED");
        assertThat(settled.path("traderId").asString()).isEqualTo(trader);
        assertThat(settled.path("settledAt").asString()).isNotEmpty();
    }

    @Test
    void rejectingMakesNone() throws Exception {
        String proposal = alpha.proposal();
        assertThat(row(proposal, "?state=OPEN").path("state").asString()).isEqualTo("OPEN");
        HttpResponse<String> rejected = choose("alpha", "reject", proposal);
        assertThat(rejected.statusCode()).isEqualTo(200);
        assertThat(Channel.json(rejected).propertyNames()).containsExactly("proposalId", "state");
        assertThat(row(proposal, "?state=REJECTED").has("traderId")).isFalse();
        assertThat(alpha.rows("/traders").stream()
                        .map(trader -> trader.path("proposalId").asString("")))
                .doesNotContain(proposal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "reject"})
    void aSettledProposalStaysAsItIs(String first) throws Exception {
        String proposal = alpha.proposal();
        assertThat(choose("alpha", first, proposal).statusCode()).isEqualTo(200);
        JsonNode before = row(proposal, "");
        for (String again : List.of("accept", "reject")) {
            HttpResponse<String> refused = choose("alpha", again, proposal);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Channel.code(refused)).isEqualTo("proposal_settled");
        }
        assertThat(row(proposal, "")).isEqualTo(before);
    }

    @Test
    void manyWhoAcceptAtOnceMakeOneTrader() throws Exception {
        String proposal = alpha.proposal();
        Callable<Integer> accept = () -> choose("alpha", "accept", proposal).statusCode();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers =
                    threads.invokeAll(Stream.generate(() -> accept).limit(8).toList());
            assertThat(answers)
                    .extracting(Future::resultNow)
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
        }
        assertThat(alpha.rows("/traders").stream()
                        .filter(trader -> trader.path("proposalId").asString("").equals(proposal)))
                .hasSize(1);
    }

    @Test
    void theStateFiltersTheList() throws Exception {
        for (String state : List.of("OPEN", "ACCEPTED", "REJECTED")) {
            assertThat(alpha.rows("/trader-onboarding-proposals?state=" + state))
                    .isNotEmpty()
                    .allSatisfy(proposal ->
                            assertThat(proposal.path("state").asString()).isEqualTo(state));
        }
        for (String unknown : List.of("open", "", "OPEN&state=OPEN", "%00")) {
            HttpResponse<String> refused = registry.get("/trader-onboarding-proposals?state=" + unknown);
            assertThat(Channel.fields(refused)).as(unknown).containsExactly("state");
        }
    }

    @Test
    void aMalformedChoiceNamesItsFields() throws Exception {
        for (String path : List.of("/trader-onboarding-proposals/accept", "/trader-onboarding-proposals/reject")) {
            assertThat(Channel.fields(registry.call("alpha", "POST", path, "{}")))
                    .containsExactly("proposalId");
            assertThat(Channel.fields(registry.call("alpha", "POST", path, "{\"proposalId\":7,\"force\":true}")))
                    .containsExactly("proposalId", "force");
            assertThat(Channel.fields(registry.call("alpha", "POST", path, "[]")))
                    .containsExactly("body");
        }
    }

    private HttpResponse<String> choose(String app, String what, String proposal) throws Exception {
        return registry.call(
                app, "POST", "/trader-onboarding-proposals/" + what, "{\"proposalId\":\"%s\"}".formatted(proposal));
    }

    private JsonNode row(String proposal, String query) throws Exception {
        return alpha.rows("/trader-onboarding-proposals" + query).stream()
                .filter(each -> each.path("id").asString().equals(proposal))
                .findFirst()
                .orElseThrow();
    }
}
