package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.samples.registry.Channel;
import dev.mandate.samples.registry.RegistryForTests;
import dev.mandate.samples.sales.operator.SalesDemo;
import dev.mandate.samples.sales.setting.SalesChannelSettings.Settling;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SalesChannelServicesTest {
    private final RegistryForTests registry = RegistryForTests.get();
    private final Channel alpha = Channel.alpha();

    @Test
    void takesNoSettingFromOutside() throws Exception {
        System.setProperty("server.port", "-5");
        System.setProperty("mandate.client.audience", "another");
        try (SalesChannelServices second = registry.another(Settling.soon())) {
            assertThat(status(second.operatorUri().resolve("/readyz"))).isEqualTo(200);
            assertThat(status(second.apiUri().resolve(RegistryForTests.BASE + "/traders")))
                    .isEqualTo(401);
        } finally {
            System.clearProperty("server.port");
            System.clearProperty("mandate.client.audience");
        }
    }

    @Test
    void closesBothItsPorts() {
        SalesChannelServices second = registry.another(Settling.soon());
        List<URI> ports = List.of(second.apiUri(), second.operatorUri());
        second.close();
        for (URI uri : ports) {
            assertThatThrownBy(() -> status(uri)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void refusesTermsThatCannotBeKept() {
        assertThatThrownBy(() -> new Settling(Duration.ofSeconds(-1), Duration.ofSeconds(1)))
                .hasMessageContaining("`delay` is `PT-1S`");
        assertThatThrownBy(() -> new Settling(Duration.ZERO, Duration.ZERO)).hasMessageContaining("`poll` is `PT0S`");
    }

    @Test
    void theDemoHasOneOfEverything() throws Exception {
        for (String path : List.of("/production-facilities", "/suppliers")) {
            assertThat(alpha.rows(path)).hasSize(2);
        }
        Channel beta = new Channel(registry, "beta", "beta");
        assertThat(beta.rows("/trader-onboarding-proposals"))
                .extracting(proposal -> proposal.path("state").asString())
                .contains("OPEN", "ACCEPTED", "REJECTED");
        assertThat(beta.rows("/traders"))
                .extracting(trader -> trader.has("proposalId"))
                .contains(true, false);
        assertThat(beta.rows("/transactions"))
                .extracting(transaction -> transaction.path("kind").asString())
                .contains("TRADE", "RETIRE", "OFFRAMP");
        JsonNode trader = Channel.json(registry.call("beta", "GET", "/traders/" + registry.ids.traderB(), ""));
        assertThat(trader.path("proposalId").asString()).isNotEmpty();
        assertThat(beta.inventory(registry.ids.traderB().toString())).isNotEmpty();
    }

    @Test
    void seedingAgainChangesNothing() throws Exception {
        Channel other = new Channel(registry, "other", "alpha");
        registry.call(
                "other",
                "POST",
                "/trader-onboarding-proposals/reject",
                "{\"proposalId\":\"%s\"}".formatted(registry.otherTenant.proposalA()));
        List<JsonNode> before = other.rows("/events");
        registry.sales().demo().seed(new SalesDemo.Channels("other", "alpha", "beta"), registry.otherTenant);
        assertThat(other.rows("/events")).isEqualTo(before);
    }

    @Test
    void theOperatorMakesProposalsInAnyChannel() throws Exception {
        String body = "{\"tenant\":\"registry\",\"salesChannelId\":\"gamma\",\"name\":\"New\"}";
        HttpResponse<String> made = registry.operator("POST", "/proposals", body);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Channel.json(made).path("state").asString()).isEqualTo("OPEN");
        assertThat(registry.call("all", "GET", "/trader-onboarding-proposals?pageSize=200", "")
                        .body())
                .contains(Channel.json(made).path("id").asString());
        HttpResponse<String> refused = registry.operator("POST", "/proposals", "{\"tenant\":\"a/b\",\"channel\":1}");
        assertThat(Channel.fields(refused)).containsExactly("tenant", "salesChannelId", "channel");
        assertThat(Channel.fields(registry.operator("POST", "/proposals", "{"))).containsExactly("body");
    }

    @Test
    void theOperatorMakesAndVoidsCertificates() throws Exception {
        String trader = alpha.byHand();
        long first = alpha.issue(trader, 10);
        assertThat(alpha.issue(trader, 5)).isEqualTo(first + 10);
        assertThat(cancel(trader, first, first + 11)).isEqualTo(12);
        assertThat(cancel(trader, first, first + 11)).isZero();
        assertThat(alpha.inventory(trader)).containsExactly((first + 12) + "-" + (first + 14) + " AVAILABLE");
        assertThat(alpha.issue(trader, 1)).as("no number is given twice").isEqualTo(first + 15);
        assertThat(Channel.fields(registry.operator("POST", "/certificates", "{\"amount\":0}")))
                .containsExactly("traderId", "amount");
        assertThat(Channel.fields(registry.operator(
                        "POST",
                        "/certificates/cancel",
                        "{\"traderId\":\"%s\",\"start\":2,\"end\":1}".formatted(trader))))
                .containsExactly("end");
        String unknown = "{\"traderId\":\"%s\",\"amount\":1}".formatted(UUID.randomUUID());
        assertThat(registry.operator("POST", "/certificates", unknown).statusCode())
                .isEqualTo(404);
        assertThat(registry.operator("GET", "/proposals", "").statusCode()).isEqualTo(404);
    }

    @Test
    void saysThatItIsAliveAndReady() throws Exception {
        assertThat(registry.operator("GET", "/livez", "").statusCode()).isEqualTo(200);
        assertThat(registry.operator("GET", "/readyz", "").statusCode()).isEqualTo(200);
    }

    private long cancel(String trader, long start, long end) throws Exception {
        String body = "{\"traderId\":\"%s\",\"start\":%d,\"end\":%d}".formatted(trader, start, end);
        return Channel.json(registry.operator("POST", "/certificates/cancel", body))
                .path("cancelled")
                .asLong(-1);
    }

    private int status(URI uri) throws Exception {
        return registry.send(HttpRequest.newBuilder(uri)).statusCode();
    }
}
