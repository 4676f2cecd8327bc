package dev.mandate.app.demo;

import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Explanations;
import dev.mandate.app.vendor.Vendor.Seen;
import java.util.UUID;

/** 403 says what right is missing; 404 is for what cannot be told apart from what does not exist. */
final class HiddenChannelChapter {
    private final RegistryStage stage;
    private final DemoSteps steps;

    HiddenChannelChapter(RegistryStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    void tell(ChannelUser member) {
        steps.chapter("11. 403 against 404");
        member.with();
        Seen lacking = member.get(trader(stage.foreignTrader()));
        steps.done("GET a trader of another channel without any role", lacking.status());
        steps.check(
                "403, whatever the id: it names the right that is missing",
                lacking.status() == 403 && lacking.body().contains("TRADER_VIEWER"));
        member.with("TRADER_VIEWER");
        Seen foreign = member.get(trader(stage.foreignTrader()));
        Seen unknown = member.get(trader(UUID.randomUUID().toString()));
        steps.done("the same call with TRADER_VIEWER", foreign.status());
        steps.done("GET a trader that does not exist", unknown.status());
        steps.check(
                "both are 404 and equal, byte for byte",
                foreign.status() == 404 && foreign.comparable().equals(unknown.comparable()));
        steps.check("the owner sees: outside the spaces", reason(foreign).equals("outside_spaces"));
        steps.check("the owner sees: no such resource", reason(unknown).equals("no_such_resource"));
    }

    private static String trader(String id) {
        return EntityRoles.TRADERS + "/" + id;
    }

    private String reason(Seen seen) {
        return Explanations.reason(stage.admin(), seen);
    }
}
