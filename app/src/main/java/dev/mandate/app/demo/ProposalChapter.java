package dev.mandate.app.demo;

import dev.mandate.app.vendor.ApiCall;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Vendor.Seen;
import java.util.Map;

/** Proposals of traders: whoever sees them cannot act, who may accept does not see them, and who runs the traders neither. */
final class ProposalChapter {
    private static final String ACCEPT = EntityRoles.PROPOSALS + "/accept";

    private final RegistryStage stage;
    private final DemoSteps steps;

    ProposalChapter(RegistryStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    /** The viewer's side. */
    void viewer(ChannelUser viewer) {
        steps.chapter("10. Proposals and traders");
        viewer.with("TRADERONBOARDERPROPOSAL_VIEWER");
        String proposal = propose();
        Seen list = viewer.get(EntityRoles.PROPOSALS + "?pageSize=100");
        steps.done("a proposal viewer reads all proposals", list.status());
        steps.check("the new one among them", list.body().contains(proposal));
        Seen accept = viewer.ask(choose(proposal));
        steps.done("and tries to accept one", accept.status());
        steps.check(
                "it cannot act on it, and the answer names the role",
                accept.status() == 403 && accept.body().contains("TRADERONBOARDERPROPOSAL_ACCEPTER"));
    }

    /** The accepter's side; returns the trader that came of it. */
    String accepter(ChannelUser accepter) {
        accepter.with("TRADERONBOARDERPROPOSAL_ACCEPTER");
        String proposal = propose();
        Seen accepted = accepter.ask(choose(proposal));
        steps.done("an accepter accepts a proposal", accepted.status());
        Seen again = accepter.ask(choose(proposal));
        steps.done("and once more", again.status());
        Seen list = accepter.get(EntityRoles.PROPOSALS);
        steps.done("and asks for the list", list.status());
        steps.check(
                "it accepts, and nothing else",
                accepted.status() == 200 && again.status() == 409 && list.status() == 403);
        return accepted.json().path("traderId").asString();
    }

    /** The trader administrator's side. */
    void traderAdministrator(ChannelUser administrator, String trader) {
        administrator.with("TRADER_ADMINISTRATOR");
        Seen read = administrator.get(EntityRoles.TRADERS + "/" + trader);
        steps.done("a trader administrator reads the new trader", read.status());
        Seen update = administrator.ask(
                ApiCall.of("PATCH", EntityRoles.TRADERS + "/" + trader, Map.of("reference", "7 of 9")));
        steps.done("updates it", update.status());
        Seen create = administrator.ask(ApiCall.of("POST", EntityRoles.TRADERS, Map.of("name", "By hand")));
        steps.done("and creates another", create.status());
        int see = administrator.get(EntityRoles.PROPOSALS).status();
        steps.done("it asks for the proposals", see);
        int act = administrator.ask(choose(propose())).status();
        steps.done("it tries to accept one", act);
        steps.check(
                "it runs the traders, and neither sees nor accepts proposals",
                read.status() == 200 && update.status() == 200 && create.status() == 201 && see == 403 && act == 403);
    }

    private String propose() {
        return stage.registry().propose(stage.tenant(), stage.channel());
    }

    private static ApiCall choose(String proposal) {
        return ApiCall.of("POST", ACCEPT, Map.of("proposalId", proposal));
    }
}
