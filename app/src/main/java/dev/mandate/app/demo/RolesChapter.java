package dev.mandate.app.demo;

import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Registrar;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Each of the eleven roles alone opens what its name says and nothing else; there is no twelfth. */
final class RolesChapter {
    private final RegistryStage stage;
    private final DemoSteps steps;

    RolesChapter(RegistryStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    void tell(ChannelUser member) {
        steps.chapter("8. Each role alone");
        member.with();
        new TreeMap<>(EntityRoles.OPENS).forEach((role, opens) -> alone(member, role, opens));
        int unknown = stage.registrar()
                .grant(member.id(), stage.channel(), "TRADER_OWNER")
                .status();
        steps.done("a role that does not exist", unknown);
        steps.check("there are eleven roles and no other", unknown == 400);
    }

    private void alone(ChannelUser member, String role, Set<String> opens) {
        Registrar registrar = stage.registrar();
        var granted = registrar.grant(member.id(), stage.channel(), role);
        steps.done("grant " + role, granted);
        member.after(granted);
        List<String> open = EntityRoles.LISTS.stream()
                .filter(list -> member.get(list).status() == 200)
                .toList();
        steps.check(
                "it opens " + (open.isEmpty() ? "no list" : String.join(" ", open)), opens.equals(Set.copyOf(open)));
        member.after(registrar.withdraw(member.id(), stage.channel(), role));
        steps.check(
                "without it, with the same token, nothing",
                EntityRoles.LISTS.stream().allMatch(list -> member.get(list).status() == 403));
    }
}
