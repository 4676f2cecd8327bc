package dev.mandate.control.binding;

import dev.mandate.control.access.ActorSession;
import dev.mandate.control.access.Authority;
import dev.mandate.control.access.HouseRules;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.scenario.ScenarioForm;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command of the user services as a scenario writes it: {@code BindUser: {channel: harbour, user: robot}}. Its caller passed
 * steps 1 to 6 of the decision.
 */
public record ChannelCommand(SpaceId channel, BindingCommand<?> command) {
    /** Whether the form names a command of the user services. */
    public static boolean isOne(Object form) {
        String name = ScenarioForm.map(form).keySet().iterator().next();
        return Arrays.stream(BindingCommand.class.getPermittedSubclasses())
                .anyMatch(type -> type.getSimpleName().equals(name));
    }

    /** Reads the command. */
    public static ChannelCommand read(Object form) {
        Map.Entry<String, @Nullable Object> named =
                ScenarioForm.map(form).entrySet().iterator().next();
        Map<String, @Nullable Object> values = ScenarioForm.map(named.getValue());
        SpaceId channel = ScenarioForm.read(SpaceId.class, values.remove("channel"));
        return new ChannelCommand(channel, ScenarioForm.read(BindingCommand.class, Map.of(named.getKey(), values)));
    }

    /**
     * Returns the changes of the entry.
     *
     * @throws dev.mandate.control.log.command.Refusal if the command is refused, or its caller may not see the user
     */
    public List<Change> changes(CommandState state, ActorSession session, Instant now) {
        try {
            ChangeProposal<?> proposed = command.propose(caller(state, session, now), user -> {});
            return HouseRules.ruled(state, Authority.of(state, session, now), now, proposed)
                    .changes();
        } catch (Denial denied) {
            throw denied.refusal();
        }
    }

    private AdmittedCaller caller(CommandState state, ActorSession session, Instant now) {
        Tenancy tenancy = state.view().tenant().tenancy();
        boolean administers = AdministratorAccess.of(tenancy, session, now) == AdministratorAccess.WRITE;
        Action action = state.view()
                .platform()
                .catalogue()
                .apis()
                .values()
                .iterator()
                .next()
                .actions()
                .getFirst();
        return new AdmittedCaller(
                state,
                session.actor().user(),
                new AdmittedCaller.Allowed(action, administers, Optional.of(channel)),
                now);
    }
}
