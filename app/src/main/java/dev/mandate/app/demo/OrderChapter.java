package dev.mandate.app.demo;

import dev.mandate.app.vendor.ApiCall;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Retries;
import dev.mandate.app.vendor.Vendor.Seen;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What takes more than one role: the inventory and the offramp. And orders, which are settled after they are answered. */
final class OrderChapter {
    private final RegistryStage stage;
    private final DemoSteps steps;

    OrderChapter(RegistryStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    /**
     * Tells it.
     *
     * @param trader one of the channel that came from a proposal
     */
    void tell(ChannelUser member, String trader) {
        steps.chapter("12. Procedures that need several roles");
        String own = EntityRoles.TRADERS + "/" + trader;
        needsTwo(member, own + "/inventory");
        RegistryOperator.Range range = stage.registry().issue(trader, 30);
        offramp(member, own, new RegistryOperator.Range(range.start(), range.start() + 9));
        retireAndTrade(member, own, range);
    }

    private void needsTwo(ChannelUser member, String inventory) {
        member.with("TRADER_VIEWER");
        Seen one = member.get(inventory);
        steps.done("GET the inventory with TRADER_VIEWER alone", one.status());
        steps.check(
                "the answer names the other role",
                one.status() == 403 && one.body().contains("ASSET_VIEWER"));
        member.with("ASSET_VIEWER");
        int both = member.get(inventory).status();
        steps.done("with ASSET_VIEWER as well", both);
        steps.check("two roles open it together", both == 200);
    }

    private void offramp(ChannelUser member, String own, RegistryOperator.Range range) {
        ApiCall order = order(own + "/inventory/offramp", Map.of("assets", List.of(range)));
        int lacking = member.ask(order).status();
        steps.done("POST an offramp without ASSET_OFFRAMPER", lacking);
        member.with("ASSET_OFFRAMPER");
        Seen taken = member.ask(order);
        steps.done("with it", taken.status());
        Seen again = member.ask(order);
        steps.done("the same order once more, under its idempotency key", again.status());
        String task = taken.json().path("taskId").asString();
        steps.check(
                "it is taken once",
                lacking == 403
                        && taken.status() == 202
                        && again.json().path("taskId").asString().equals(task));
        steps.check("and is done a moment later", isDone(member, own + "/inventory/offramp/" + task));
    }

    private void retireAndTrade(ChannelUser member, String own, RegistryOperator.Range range) {
        member.with("TRANSACTION_ADMINISTRATOR", "TRADER_ADMINISTRATOR");
        RegistryOperator.Range middle = new RegistryOperator.Range(range.start() + 10, range.start() + 19);
        Seen retire = member.ask(order(own + "/inventory/retire", Map.of("assets", List.of(middle))));
        steps.done("POST a retirement", retire.status());
        steps.check("it is done a moment later", isDone(member, task(own, "retire", retire)));
        String buyer = member.ask(ApiCall.of("POST", EntityRoles.TRADERS, Map.of("name", "Buyer")))
                .json()
                .path("id")
                .asString();
        Map<String, Object> lot = Map.of("unitPrice", 120.5, "start", range.start() + 20, "end", range.end());
        Seen trade = member.ask(
                order(own + "/inventory/trade", Map.of("buyerId", buyer, "currency", "EUR", "assets", List.of(lot))));
        steps.done("POST a trade", trade.status());
        String task = task(own, "trade", trade);
        steps.check(
                "it waits for approval",
                member.get(task).json().path("state").asString().equals("PENDING"));
        stage.registry().approve(trade.json().path("taskId").asString());
        steps.check("the registry approves, and it is done", isDone(member, task));
    }

    private static String task(String own, String kind, Seen taken) {
        return own + "/inventory/" + kind + "/" + taken.json().path("taskId").asString();
    }

    private static boolean isDone(ChannelUser member, String task) {
        return Retries.until(seen -> seen.json().path("state").asString("").equals("DONE"), () -> member.get(task))
                .json()
                .path("state")
                .asString("")
                .equals("DONE");
    }

    private static ApiCall order(String path, Map<String, ?> body) {
        return ApiCall.of("POST", path, body).once(UUID.randomUUID().toString());
    }
}
