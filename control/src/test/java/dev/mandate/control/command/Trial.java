package dev.mandate.control.command;

import dev.mandate.control.access.ActorSession;
import dev.mandate.control.access.Authority;
import dev.mandate.control.access.HouseRules;
import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.CommandContext;
import dev.mandate.control.api.command.Commands;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.binding.ChannelCommand;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.View;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.scenario.ScenarioForm;
import dev.mandate.engine.scenario.ScenarioWorld;
import dev.mandate.engine.state.App;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives one command at the state of a world, without a log.
 *
 * @param stream for which the command is
 */
record Trial(ScenarioWorld world, TenantId stream, CommandScenario.Attempt attempt) {
    static final Instant NOW = ScenarioWorld.BEGINNING.plus(Duration.ofDays(1));

    /**
     * Returns the changes of the entry; none for a repeat, which writes nothing.
     *
     * @throws dev.mandate.control.log.command.Refusal if the command is refused
     */
    List<Change> changes() {
        if (ChannelCommand.isOne(attempt.command())) {
            return ChannelCommand.read(attempt.command()).changes(state(), session(), NOW);
        }
        ManagementCommand<?> command = CommandForm.read(attempt.command(), world.tenant());
        if (attempt.earlier().isPresent()) {
            requireStill(command, attempt.earlier().get());
            return List.of();
        }
        return Commands.ruled(state(), context(), command).changes();
    }

    private void requireStill(ManagementCommand<?> command, List<Object> earlier) {
        CommandState state = state();
        ActorSession session = session();
        List<Change> changes = earlier.stream()
                .map(form -> ScenarioForm.read(Change.class, form))
                .toList();
        command.requireRight(state, Manager.writing(state, session, NOW));
        HouseRules.requireStill(state, Authority.of(state, session, NOW), NOW, changes, command.target());
    }

    private CommandState state() {
        return new CommandState(world.view(stream), directory(stream), directory(TenantId.PLATFORM));
    }

    private Directory directory(TenantId of) {
        Directory directory = Directory.empty(of);
        for (Entry entry : world.log(of)) {
            directory = directory.apply(entry);
        }
        return directory;
    }

    private CommandContext context() {
        return new CommandContext(session(), stream, NOW, new Note("by", "request", null, null));
    }

    private ActorSession session() {
        boolean operator = attempt.by().startsWith("platform/");
        TenantId home = operator ? TenantId.PLATFORM : world.tenant();
        AppId id = new AppId(operator ? attempt.by().substring("platform/".length()) : attempt.by());
        View view = world.view(home);
        App app = view.tenant().tenancy().apps().get(id).orElseThrow();
        UserId user = app.onBehalfOf().orElseThrow();
        Bearer bearer = new Bearer(
                new Caller(home, user, id),
                new CredentialId(id.value() + "-secret"),
                view.tenant().revision(),
                "token",
                GrantType.CLIENT_CREDENTIALS);
        Set<ManagementScope> scopes = attempt.scopes().map(Trial::scopes).orElse(app.scopes());
        return new ActorSession(new Actor(home, user, id, scopes), bearer);
    }

    private static Set<ManagementScope> scopes(Set<String> names) {
        return names.stream()
                .map(name -> ManagementScope.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
