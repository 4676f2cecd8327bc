package dev.mandate.app.demo;

import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Registrar;
import dev.mandate.app.vendor.Vendor.Seen;

/** A user without a sales channel has no rights; the administrator binds it to one, and to one only. */
final class BindingChapter {
    private final RegistryStage stage;
    private final DemoSteps steps;

    BindingChapter(RegistryStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    void tell(ChannelUser member) {
        steps.chapter("7. A user is bound to a sales channel");
        Seen unbound = member.get(Registrar.own());
        steps.done("which channel is the user bound to?", unbound.status());
        steps.check(
                "to none, and the answer says so",
                unbound.status() == 404
                        && unbound.json().path("code").asString().equals("not_bound"));
        int before = member.get(EntityRoles.TRADERS).status();
        steps.done("GET the traders, unbound", before);
        steps.check("an unbound user has no right", before == 403);
        bind(member);
        Seen own = member.get(Registrar.own());
        steps.done("which channel is the user bound to?", own.status());
        steps.check(
                "to this one, with no role yet",
                own.json().path("salesChannelId").asString().equals(stage.channel())
                        && own.json().path("userId").asString().equals(member.id())
                        && own.json().path("roles").isEmpty());
        unbind(member);
    }

    private void bind(ChannelUser member) {
        Registrar registrar = stage.registrar();
        int first = registrar.bind(member.id(), stage.channel()).status();
        steps.done("the administrator binds the user", first);
        int again = registrar.bind(member.id(), stage.channel()).status();
        steps.done("again to the same channel", again);
        int elsewhere = registrar.bind(member.id(), stage.elsewhere()).status();
        steps.done("to another channel too", elsewhere);
        steps.check("at most one channel at a time", first == 201 && again == 200 && elsewhere == 409);
        member.with();
    }

    private void unbind(ChannelUser member) {
        member.with("TRADER_VIEWER");
        steps.check("a role opens the traders", member.get(EntityRoles.TRADERS).status() == 200);
        steps.done("the administrator unbinds the user", member.unbind());
        steps.check("the roles went too", member.get(EntityRoles.TRADERS).status() == 403);
        member.with();
        steps.check(
                "bound again, they are not back",
                member.get(EntityRoles.TRADERS).status() == 403);
    }
}
