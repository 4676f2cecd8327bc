package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.registry.Channel;
import dev.mandate.samples.registry.RegistryForTests;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrdersTest {
    private final RegistryForTests registry = RegistryForTests.get();
    private final Channel alpha = Channel.alpha();
    private String seller = "";
    private long first;

    @BeforeEach
    void makeASellerOfAHundred() throws Exception {
        seller = alpha.onboarded();
        first = alpha.issue(seller, 100);
    }

    @Test
    void aTradeWaitsForTheRegistry() throws Exception {
        String buyer = alpha.byHand();
        HttpResponse<String> taken = alpha.order(seller, "trade", Channel.trade(buyer, first + 10, first + 19));
        assertThat(taken.statusCode()).isEqualTo(202);
        JsonNode pending = alpha.task(taken);
        assertThat(pending).isEqualTo(Channel.json(taken));
        assertThat(pending.path("state").asString()).isEqualTo("PENDING");
        assertThat(pending.path("total").decimalValue()).isEqualByComparingTo("125");
        assertThat(taken.body()).contains("\"unitPrice\":12.50").contains("\"total\":125.00");
        assertThat(alpha.inventory(seller))
                .containsExactly(range(0, 9, "AVAILABLE"), range(10, 19, "RESERVED"), range(20, 99, "AVAILABLE"));
        assertThat(alpha.inventory(buyer)).isEmpty();
    }

    @Test
    void anApprovedTradeMovesAssetsOnce() throws Exception {
        String buyer = alpha.byHand();
        HttpResponse<String> taken = alpha.order(seller, "trade", Channel.trade(buyer, first + 90, first + 99));
        HttpResponse<String> approved = decide(taken, "approve");
        assertThat(approved.statusCode()).isEqualTo(200);
        assertThat(alpha.task(taken)).isEqualTo(Channel.json(approved));
        assertThat(Channel.json(approved).path("state").asString()).isEqualTo("DONE");
        assertThat(decide(taken, "approve").statusCode()).isEqualTo(409);
        assertThat(Channel.code(decide(taken, "refuse"))).isEqualTo("task_settled");
        assertThat(alpha.inventory(seller)).containsExactly(range(0, 89, "AVAILABLE"));
        assertThat(alpha.inventory(buyer)).containsExactly(range(90, 99, "AVAILABLE"));
        List<JsonNode> transactions = transactions(taken);
        assertThat(transactions).hasSize(1);
        assertThat(transactions.getFirst().path("buyerId").asString()).isEqualTo(buyer);
        assertThat(transactions.getFirst().path("currency").asString()).isEqualTo("EUR");
        assertThat(transactions.getFirst().path("total").decimalValue()).isEqualByComparingTo("125");
    }

    @Test
    void aRefusedTradeGivesAssetsBack() throws Exception {
        HttpResponse<String> taken =
                alpha.order(seller, "trade", Channel.trade(alpha.byHand(), first + 40, first + 49));
        assertThat(Channel.json(decide(taken, "refuse")).path("state").asString())
                .isEqualTo("REFUSED");
        assertThat(alpha.inventory(seller)).containsExactly(range(0, 99, "AVAILABLE"));
        assertThat(transactions(taken)).isEmpty();
        assertThat(decide(taken, "approve").statusCode()).isEqualTo(409);
    }

    @Test
    void aTradeFailsWhoseAssetsAreGone() throws Exception {
        String buyer = alpha.byHand();
        HttpResponse<String> taken = alpha.order(seller, "trade", Channel.trade(buyer, first + 40, first + 49));
        cancel(first + 45, first + 54);
        JsonNode failed = Channel.json(decide(taken, "approve"));
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(failed.path("reason").asString()).isEqualTo("assets_no_longer_owned");
        assertThat(alpha.inventory(seller)).containsExactly(range(0, 44, "AVAILABLE"), range(55, 99, "AVAILABLE"));
        assertThat(alpha.inventory(buyer)).isEmpty();
        assertThat(transactions(taken)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"retire,RETIRE", "offramp,OFFRAMP"})
    void theServiceSettlesByItself(String kind, String name) throws Exception {
        HttpResponse<String> taken = alpha.order(seller, kind, Channel.assets(first, first + 9));
        assertThat(Channel.json(taken).path("state").asString()).isEqualTo("PENDING");
        JsonNode done = alpha.settled(taken);
        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(done.path("kind").asString()).isEqualTo(name);
        assertThat(done.path("settledAt").asString()).isNotEmpty();
        assertThat(alpha.inventory(seller)).containsExactly(range(10, 99, "AVAILABLE"));
        assertThat(transactions(taken)).hasSize(1);
        assertThat(transactions(taken).getFirst().path("certificates").asLong()).isEqualTo(10);
    }

    @Test
    void aRetirementTellsForWhom() throws Exception {
        HttpResponse<String> taken = alpha.order(
                seller,
                "retire",
                "{\"beneficiary\":\"Søren & Co\",\"assets\":[{\"start\":%d,\"end\":%d}]}".formatted(first, first));
        assertThat(alpha.settled(taken).path("beneficiary").asString()).isEqualTo("Søren & Co");
    }

    @Test
    void onlyTradersFromProposalsOfframp() throws Exception {
        String byHand = alpha.byHand();
        long own = alpha.issue(byHand, 10);
        HttpResponse<String> refused = alpha.order(byHand, "offramp", Channel.assets(own, own + 9));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Channel.code(refused)).isEqualTo("trader_without_proposal");
        HttpResponse<String> retired = alpha.order(byHand, "retire", Channel.assets(own, own + 9));
        assertThat(alpha.settled(retired).path("state").asString()).isEqualTo("DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trade", "retire", "offramp"})
    void whatIsReservedIsNotPromisedTwice(String kind) throws Exception {
        String buyer = alpha.byHand();
        assertThat(alpha.order(seller, "trade", Channel.trade(buyer, first + 10, first + 19))
                        .statusCode())
                .isEqualTo(202);
        HttpResponse<String> refused = alpha.order(seller, kind, body(kind, buyer, first + 19, first + 25));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Channel.code(refused)).isEqualTo("assets_reserved");
        assertThat(refused.body()).contains((first + 19) + "-" + (first + 25));
        assertThat(alpha.inventory(seller)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trade", "retire", "offramp"})
    void whatIsNotOwnedWholeIsRefused(String kind) throws Exception {
        String other = alpha.byHand();
        long theirs = alpha.issue(other, 10);
        for (long[] range : new long[][] {
            {first + 95, first + 104}, {theirs, theirs}, {theirs + 1_000_000, theirs + 1_000_001}, {first - 1, first}
        }) {
            HttpResponse<String> refused = alpha.order(seller, kind, body(kind, other, range[0], range[1]));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Channel.code(refused)).isEqualTo("assets_not_owned");
            assertThat(Channel.json(refused).path("detail").asString())
                    .isEqualTo("the trader does not own all certificates of `%d-%d`".formatted(range[0], range[1]));
        }
        assertThat(alpha.inventory(seller)).containsExactly(range(0, 99, "AVAILABLE"));
        assertThat(alpha.inventory(other)).hasSize(1);
    }

    @Test
    void oneRangeThatIsRefusedRefusesAll() throws Exception {
        String both = "{\"assets\":[{\"start\":%d,\"end\":%d},{\"start\":%d,\"end\":%d}]}"
                .formatted(first, first + 9, first + 200, first + 209);
        assertThat(alpha.order(seller, "retire", both).statusCode()).isEqualTo(409);
        assertThat(alpha.inventory(seller)).containsExactly(range(0, 99, "AVAILABLE"));
    }

    @Test
    void aRangeMaySpanWhatWasCutApart() throws Exception {
        long next = alpha.issue(seller, 50);
        assertThat(next).isEqualTo(first + 100);
        decide(alpha.order(seller, "trade", Channel.trade(alpha.byHand(), first + 98, first + 101)), "refuse");
        HttpResponse<String> taken = alpha.order(seller, "retire", Channel.assets(first + 50, first + 120));
        assertThat(alpha.settled(taken).path("certificates").asLong()).isEqualTo(71);
        assertThat(alpha.inventory(seller)).containsExactly(range(0, 49, "AVAILABLE"), range(121, 149, "AVAILABLE"));
    }

    @Test
    void aBuyerIsAnotherTrader() throws Exception {
        HttpResponse<String> refused = alpha.order(seller, "trade", Channel.trade(seller, first, first));
        assertThat(Channel.fields(refused)).containsExactly("buyerId");
    }

    @Test
    void malformedOrdersNameTheirFields() throws Exception {
        assertThat(Channel.fields(alpha.order(seller, "trade", "{}")))
                .containsExactlyInAnyOrder("buyerId", "currency", "assets");
        String bad = "{\"buyerId\":\"x\",\"currency\":\"GBP\",\"note\":1,\"assets\":[{\"unitPrice\":0,\"start\":0,"
                + "\"end\":1},{\"unitPrice\":1.005,\"start\":9,\"end\":8},{\"unitPrice\":\"1\",\"start\":1.5,"
                + "\"end\":9007199254740992,\"unit\":1},7]}";
        assertThat(Channel.fields(alpha.order(seller, "trade", bad)))
                .containsExactlyInAnyOrder(
                        "buyerId",
                        "currency",
                        "note",
                        "assets[0].unitPrice",
                        "assets[0].start",
                        "assets[1].unitPrice",
                        "assets[1].end",
                        "assets[2].unitPrice",
                        "assets[2].start",
                        "assets[2].end",
                        "assets[2].unit",
                        "assets[3]");
        for (String kind : List.of("retire", "offramp")) {
            assertThat(Channel.fields(alpha.order(seller, kind, "{\"assets\":[]}")))
                    .containsExactly("assets");
            String overlapping = "{\"assets\":[{\"start\":5,\"end\":9},{\"start\":9,\"end\":12}]}";
            assertThat(Channel.fields(alpha.order(seller, kind, overlapping))).containsExactly("assets[1].start");
        }
        assertThat(Channel.fields(
                        alpha.order(seller, "offramp", "{\"beneficiary\":\"x\",\"assets\":[{\"start\":1,\"end\":1}]}")))
                .containsExactly("beneficiary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "0.001", "1e-400", "1e400", "1000000000.01", "true", "null", "1e999999999"})
    void aPriceIsAboveZeroInWholeCents(String price) throws Exception {
        String order = Channel.trade(alpha.byHand(), first, first).replace("12.5", price);
        assertThat(Channel.fields(alpha.order(seller, "trade", order))).containsExactly("assets[0].unitPrice");
    }

    @ParameterizedTest
    @CsvSource({"1, 1.00", "0.01, 0.01", "1.10, 1.10", "1e2, 100.00", "2.500, 2.50", "1000000000, 1000000000.00"})
    void aPriceIsKeptExactly(String price, String kept) throws Exception {
        String order = Channel.trade(alpha.byHand(), first, first).replace("12.5", price);
        HttpResponse<String> taken = alpha.order(seller, "trade", order);
        assertThat(taken.body()).contains("\"unitPrice\":" + kept + ",").contains("\"total\":" + kept + ",");
    }

    @Test
    void theRegistrySettlesTradesOnly() throws Exception {
        HttpResponse<String> retired = alpha.order(seller, "retire", Channel.assets(first, first));
        assertThat(decide(retired, "approve").statusCode()).isEqualTo(404);
        assertThat(registry.operator("POST", "/trades/" + UUID.randomUUID() + "/approve", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(registry.operator("POST", "/trades/x/refuse", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyStepIsAnEvent() throws Exception {
        HttpResponse<String> taken = alpha.order(seller, "retire", Channel.assets(first, first));
        String task = alpha.settled(taken).path("taskId").asString();
        assertThat(kinds(task)).containsExactly("TASK_CREATED", "TASK_DONE");
        assertThat(kinds(seller)).containsExactly("TRADER_CREATED", "ASSETS_ISSUED");
    }

    private List<String> kinds(String resource) throws Exception {
        return alpha.rows("/events").stream()
                .filter(event -> event.path("resourceId").asString().equals(resource))
                .map(event -> event.path("kind").asString())
                .toList();
    }

    private List<JsonNode> transactions(HttpResponse<String> taken) throws Exception {
        String task = Channel.json(taken).path("taskId").asString();
        return alpha.rows("/transactions").stream()
                .filter(each -> each.path("taskId").asString().equals(task))
                .toList();
    }

    private HttpResponse<String> decide(HttpResponse<String> taken, String what) throws Exception {
        String task = Channel.json(taken).path("taskId").asString();
        return registry.operator("POST", "/trades/" + task + "/" + what, "");
    }

    private void cancel(long start, long end) throws Exception {
        String body = "{\"traderId\":\"%s\",\"start\":%d,\"end\":%d}".formatted(seller, start, end);
        assertThat(registry.operator("POST", "/certificates/cancel", body).statusCode())
                .isEqualTo(200);
    }

    private static String body(String kind, String buyer, long start, long end) {
        return kind.equals("trade") ? Channel.trade(buyer, start, end) : Channel.assets(start, end);
    }

    private String range(long from, long to, String state) {
        return (first + from) + "-" + (first + to) + " " + state;
    }
}
