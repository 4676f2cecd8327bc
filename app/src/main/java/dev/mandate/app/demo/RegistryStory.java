package dev.mandate.app.demo;

import dev.mandate.app.vendor.DemoSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The story of the sales channel: bindings, the eleven roles, who may give them, and when it is 403 or 404. Told as often as
 * one likes: it makes users and apps of its own, and takes them away again.
 */
public final class RegistryStory {
    private final RegistryStage stage;
    private final DemoSteps steps;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<ChannelUser> members = new ArrayList<>();

    public RegistryStory(RegistryStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    /** Tells all of it. */
    public void tell() {
        try {
            new BindingChapter(stage, steps).tell(member("bound"));
            new RolesChapter(stage, steps).tell(member("roles"));
            new RoleAdministratorChapter(stage, steps).tell(member("administrator"), member("colleague"));
            ProposalChapter proposals = new ProposalChapter(stage, steps);
            proposals.viewer(member("viewer"));
            String trader = proposals.accepter(member("accepter"));
            proposals.traderAdministrator(member("traders"), trader);
            new HiddenChannelChapter(stage, steps).tell(member("outsider"));
            new OrderChapter(stage, steps).tell(member("orders"), trader);
        } finally {
            members.forEach(ChannelUser::leave);
        }
    }

    private ChannelUser member(String name) {
        String id = name + "-" + run;
        ChannelUser member = ChannelUser.join(stage, id, id);
        members.add(member);
        return member;
    }
}
