package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.registry.Channel;
import dev.mandate.samples.registry.RegistryForTests;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TradersTest {
    private final RegistryForTests registry = RegistryForTests.get();
    private final Channel alpha = Channel.alpha();

    @Test
    void aTraderIsMadeInTheCallersChannel() throws Exception {
        HttpResponse<String> made = post("alpha", "{\"name\":\"Grove\",\"reference\":\"G-1\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode trader = Channel.json(made);
        assertThat(trader.propertyNames())
                .containsExactlyInAnyOrder("id", "salesChannelId", "name", "reference", "createdAt", "updatedAt");
        assertThat(trader.path("salesChannelId").asString()).isEqualTo("alpha");
        String location = made.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo(
                        RegistryForTests.BASE + "/traders/" + trader.path("id").asString());
        assertThat(Channel.json(registry.get("/traders/" + trader.path("id").asString())))
                .isEqualTo(trader);
        assertThat(alpha.rows("/traders")).contains(trader);
    }

    @Test
    void whoHasNotOneChannelCanMakeNone() throws Exception {
        HttpResponse<String> unknown = registry.get("/traders/none");
        for (String app : List.of("unbound", "all")) {
            HttpResponse<String> refused = post(app, "{\"name\":\"Nowhere\"}");
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body()).isEqualTo(unknown.body());
        }
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() throws Exception {
        String path = "/traders/" + alpha.byHand();
        JsonNode made = Channel.json(registry.get(path));
        JsonNode referred = patched(path, "{\"reference\":\"R\"}");
        assertThat(referred.path("name")).isEqualTo(made.path("name"));
        assertThat(referred.path("reference").asString()).isEqualTo("R");
        assertThat(referred.path("updatedAt")).isNotEqualTo(made.path("updatedAt"));
        JsonNode named = patched(path, "{\"name\":\"New\"}");
        assertThat(named.path("name").asString()).isEqualTo("New");
        assertThat(named.path("reference").asString()).isEqualTo("R");
        assertThat(patched(path, "{\"reference\":null}").has("reference")).isFalse();
        assertThat(Channel.json(registry.get(path)).path("name").asString()).isEqualTo("New");
    }

    @Test
    void malformedBodiesNameTheirFields() throws Exception {
        assertThat(Channel.fields(post("alpha", "{}"))).containsExactly("name");
        assertThat(Channel.fields(post("alpha", "{\"name\":\"\",\"reference\":null,\"id\":1,\"a\":2}")))
                .containsExactlyInAnyOrder("name", "reference", "id", "a");
        assertThat(Channel.fields(post("alpha", "{\"name\":\"" + "n".repeat(201) + "\"}")))
                .containsExactly("name");
        assertThat(Channel.fields(post("alpha", "{\"name\":\"a\",\"name\":\"b\"}")))
                .containsExactly("body");
        assertThat(Channel.fields(post("alpha", "{"))).containsExactly("body");
        String path = "/traders/" + alpha.byHand();
        assertThat(Channel.fields(registry.call("alpha", "PATCH", path, "{}"))).containsExactly("body");
        assertThat(Channel.fields(registry.call("alpha", "PATCH", path, "{\"name\":null,\"proposalId\":null}")))
                .containsExactly("name", "proposalId");
    }

    @Test
    void pagesAreCountedAndDisjoint() throws Exception {
        for (int i = 0; i < 3; i++) {
            alpha.byHand();
        }
        JsonNode first = Channel.json(registry.get("/traders?pageNumber=1&pageSize=2"));
        JsonNode second = Channel.json(registry.get("/traders?pageNumber=2&pageSize=2"));
        assertThat(first.path("pageData")).hasSize(2);
        assertThat(second.path("pageData")).hasSize(2);
        assertThat(first.path("pageData").valueStream())
                .noneMatch(trader -> second.path("pageData").valueStream().anyMatch(trader::equals));
        assertThat(first.path("pageInfo").path("totalItems").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(Channel.fields(registry.get("/traders?pageNumber=0&pageSize=201")))
                .containsExactly("pageNumber", "pageSize");
    }

    @Test
    void wrongMethodAndMediaTypeAreProblems() throws Exception {
        HttpResponse<String> method = registry.call("alpha", "DELETE", "/traders", "");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow").orElse("").split(", ?")).contains("GET", "POST");
        for (String path : List.of("/traders", "/trader-onboarding-proposals/accept", "/traders/x/inventory/trade")) {
            for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
                HttpResponse<String> refused = registry.send(registry.request("alpha", "POST", path, "")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{}")));
                assertThat(refused.statusCode()).as(path + type).isEqualTo(415);
                assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            }
        }
        assertThat(registry.call("alpha", "PUT", "/traders/x", "{}").statusCode())
                .isEqualTo(405);
        assertThat(registry.get("/nothing").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> post(String app, String body) throws Exception {
        return registry.call(app, "POST", "/traders", body);
    }

    private JsonNode patched(String path, String body) throws Exception {
        HttpResponse<String> answer = registry.call("alpha", "PATCH", path, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Channel.json(answer);
    }
}
