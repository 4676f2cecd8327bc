package dev.mandate.samples.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Common steps of tests in the channel of one app. */
public record Channel(RegistryForTests registry, String app, String id) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** Returns channel {@code alpha} of the shared registry. */
    public static Channel alpha() {
        return new Channel(RegistryForTests.get(), "alpha", "alpha");
    }

    /** Returns a new trader from an accepted proposal. */
    public String onboarded() throws Exception {
        HttpResponse<String> made = registry.call(
                app, "POST", "/trader-onboarding-proposals/accept", "{\"proposalId\":\"%s\"}".formatted(proposal()));
        assertThat(made.statusCode()).isEqualTo(200);
        return json(made).path("traderId").asString();
    }

    /** Returns a new trader that was added directly. */
    public String byHand() throws Exception {
        HttpResponse<String> made = registry.call(app, "POST", "/traders", "{\"name\":\"By hand\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        return json(made).path("id").asString();
    }

    /** Returns a new open proposal. */
    public String proposal() throws Exception {
        HttpResponse<String> made = registry.operator(
                "POST", "/proposals", "{\"tenant\":\"registry\",\"salesChannelId\":\"%s\"}".formatted(id));
        assertThat(made.statusCode()).isEqualTo(201);
        return json(made).path("id").asString();
    }

    /** Issues certificates to a trader, and returns the number of the first. */
    public long issue(String trader, long amount) throws Exception {
        HttpResponse<String> made = registry.operator(
                "POST", "/certificates", "{\"traderId\":\"%s\",\"amount\":%d}".formatted(trader, amount));
        assertThat(made.statusCode()).isEqualTo(201);
        return json(made).path("start").asLong();
    }

    /** Sends an order with a new idempotency key. */
    public HttpResponse<String> order(String trader, String kind, String body) throws Exception {
        return registry.order(app, UUID.randomUUID().toString(), path(trader, kind), body);
    }

    /** Returns the path for orders of a kind. */
    public static String path(String trader, String kind) {
        return "/traders/" + trader + "/inventory/" + kind;
    }

    /** Returns the body of a retirement or an offramp. */
    public static String assets(long start, long end) {
        return "{\"assets\":[{\"start\":%d,\"end\":%d}]}".formatted(start, end);
    }

    /** Returns the body of a trade at 12.5 euro. */
    public static String trade(String buyer, long start, long end) {
        return "{\"buyerId\":\"%s\",\"currency\":\"EUR\",\"assets\":[{\"unitPrice\":12.5,\"start\":%d,\"end\":%d}]}"
                .formatted(buyer, start, end);
    }

    /** Returns the trader's assets, each as {@code start-end STATE}. */
    public List<String> inventory(String trader) throws Exception {
        return rows("/traders/" + trader + "/inventory").stream()
                .map(asset -> asset.path("start").asLong() + "-"
                        + asset.path("end").asLong() + " " + asset.path("state").asString())
                .toList();
    }

    /** Returns all rows of a list, from all its pages. */
    public List<JsonNode> rows(String path) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        long pages = 1;
        for (int page = 1; page <= pages; page++) {
            HttpResponse<String> answer = registry.call(
                    app, "GET", path + (path.contains("?") ? "&" : "?") + "pageSize=200&pageNumber=" + page, "");
            assertThat(answer.statusCode()).isEqualTo(200);
            json(answer).path("pageData").forEach(rows::add);
            pages = json(answer).path("pageInfo").path("totalPages").asLong();
        }
        return rows;
    }

    /** Returns the task of an accepted order once it is settled. */
    public JsonNode settled(HttpResponse<String> accepted) throws Exception {
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        Instant deadline = Instant.now().plus(LONGEST_WAIT);
        while (Instant.now().isBefore(deadline)) {
            JsonNode task = task(accepted);
            if (!task.path("state").asString().equals("PENDING")) {
                return task;
            }
        }
        throw new AssertionError("still pending: " + accepted.body());
    }

    /** Returns the task of an accepted order in its current state. */
    public JsonNode task(HttpResponse<String> accepted) throws Exception {
        String location = accepted.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> answer = registry.call(app, "GET", location.substring(RegistryForTests.BASE.length()), "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** Returns the fields that a 400 answer names. */
    public static List<String> fields(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return json(answer)
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }

    public static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asString();
    }
}
