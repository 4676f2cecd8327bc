package dev.mandate.control.command;

import dev.mandate.control.access.ActorSession;
import dev.mandate.control.api.command.CommandContext;
import dev.mandate.control.api.command.Commands;
import dev.mandate.control.api.command.ManagementCommand;
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
import dev.mandate.engine.scenario.ScenarioWorld;
import dev.mandate.engine.state.App;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives one command at the state of a world, without a log. */
final class Trial {
    static final Instant NOW = ScenarioWorld.BEGINNING.plus(Duration.ofDays(1));

    private final ScenarioWorld world;
    private final CommandScenario.Attempt attempt;

    Trial(ScenarioWorld world, CommandScenario.Attempt attempt) {
        this.world = world;
        this.attempt = attempt;
    }

    /**
     * Returns the changes of the entry.
     *
     * @throws dev.mandate.control.log.command.Refusal if the command is refused
     */
    List<Change> changes() {
        ManagementCommand<?> command = CommandForm.read(attempt.command(), world.tenant());
        return Commands.ruled(state(), context(), command).changes();
    }

    private CommandState state() {
        TenantId tenant = world.tenant();
        return new CommandState(world.view(tenant), directory(tenant), directory(TenantId.PLATFORM));
    }

    private Directory directory(TenantId stream) {
        Directory directory = Directory.empty(stream);
        for (Entry entry : world.log(stream)) {
            directory = directory.apply(entry);
        }
        return directory;
    }

    private CommandContext context() {
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
        ActorSession session = new ActorSession(new Actor(home, user, id, scopes), bearer);
        return new CommandContext(session, world.tenant(), NOW, new Note("by", "request", null, null));
    }

    private static Set<ManagementScope> scopes(Set<String> names) {
        return names.stream()
                .map(name -> ManagementScope.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
