package dev.mandate.app.demo;

import dev.mandate.app.vendor.ApiCall;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Registrar;
import dev.mandate.app.vendor.Vendor.Seen;
import java.util.Map;

/** ROLE_ADMINISTRATOR gives and takes roles of its own channel, also its own; it never binds anybody. */
final class RoleAdministratorChapter {
    private final RegistryStage stage;
    private final DemoSteps steps;

    RoleAdministratorChapter(RegistryStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    /**
     * Tells it.
     *
     * @param administrator not bound yet
     * @param other bound to the same channel, without a role
     */
    void tell(ChannelUser administrator, ChannelUser other) {
        steps.chapter("9. Who may give roles");
        administrator.with("ROLE_ADMINISTRATOR");
        other.with();
        grantsToItself(administrator);
        managesOthers(administrator, other);
        bindsNobody(administrator, other);
        Seen resigned = administrator.ask(role("DELETE", administrator, "ROLE_ADMINISTRATOR"));
        steps.done("it takes its own role away", resigned.status());
        Seen late = administrator.ask(role("POST", administrator, "EVENT_VIEWER"));
        steps.done("and tries to give itself another", late.status());
        steps.check("a right withdrawn writes nothing more", resigned.status() == 204 && late.status() == 403);
    }

    private void grantsToItself(ChannelUser administrator) {
        Seen granted = administrator.ask(role("POST", administrator, "TRADER_VIEWER"));
        steps.done("the role administrator gives itself TRADER_VIEWER", granted.status());
        Seen traders = administrator.get(EntityRoles.TRADERS);
        steps.check("it counts at once", granted.status() == 201 && traders.status() == 200);
    }

    private void managesOthers(ChannelUser administrator, ChannelUser other) {
        Seen added = administrator.ask(role("POST", other, "EVENT_VIEWER"));
        steps.done("it gives a colleague EVENT_VIEWER", added.status());
        Seen read = administrator.get(Registrar.roles(other.id(), stage.channel()));
        steps.done("it reads the colleague's roles", read.status());
        Seen removed = administrator.ask(role("DELETE", other, "EVENT_VIEWER"));
        steps.done("it takes the role away again", removed.status());
        steps.check(
                "all three are its right",
                added.status() == 201 && read.body().contains("EVENT_VIEWER") && removed.status() == 204);
    }

    private void bindsNobody(ChannelUser administrator, ChannelUser other) {
        Seen bind = administrator.ask(ApiCall.of("POST", Registrar.binding(other.id(), stage.channel()), null));
        steps.done("it tries to bind a user", bind.status());
        Seen unbind = administrator.ask(ApiCall.of("DELETE", Registrar.binding(other.id(), stage.channel()), null));
        steps.done("it tries to unbind one", unbind.status());
        steps.check("bindings are the administrators'", bind.status() == 403 && unbind.status() == 403);
        int elsewhere = administrator
                .get(Registrar.roles(other.id(), stage.elsewhere()))
                .status();
        steps.done("it asks for roles of another channel", elsewhere);
        steps.check("which it cannot know to exist", elsewhere == 404);
    }

    private ApiCall role(String method, ChannelUser of, String role) {
        return ApiCall.of(method, Registrar.roles(of.id(), stage.channel()), Map.of("role", role));
    }
}
