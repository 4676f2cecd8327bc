package dev.mandate.control.command;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.app.AppCommand;
import dev.mandate.control.app.AppDetails;
import dev.mandate.control.app.NewSecret;
import dev.mandate.control.app.Registration;
import dev.mandate.control.audit.LogCommands;
import dev.mandate.control.catalogue.CatalogueCommand;
import dev.mandate.control.catalogue.CatalogueCommands;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.connector.ConnectorCommand;
import dev.mandate.control.connector.ConnectorCommands;
import dev.mandate.control.gateway.GatewayCommands;
import dev.mandate.control.group.GroupCommand;
import dev.mandate.control.key.KeyCommands;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.role.RoleCommand;
import dev.mandate.control.space.SpaceCommand;
import dev.mandate.control.tenant.TenantCommands;
import dev.mandate.control.tenant.TenantManagementCommand;
import dev.mandate.control.token.secret.GeneratedSecret;
import dev.mandate.control.user.Profile;
import dev.mandate.control.user.UserCommand;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.scenario.ScenarioForm;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands as scenarios write them: by the names of their components, without what is kept outside the log. */
final class CommandForm {
    private static final List<Class<?>> FAMILIES = List.of(
            RoleCommand.class,
            GroupCommand.class,
            SpaceCommand.class,
            UserCommand.class,
            AppCommand.class,
            CatalogueCommand.class,
            ConnectorCommand.class,
            TenantManagementCommand.class);

    private static final SideWrite NOTHING = jdbc -> {};
    private static final GeneratedSecret SECRET = GeneratedSecret.generate(new SecureRandom());
    private static final NewSecret FIRST_SECRET = new NewSecret(new CredentialId("first-secret"), SECRET);

    private CommandForm() {}

    record NewUser(UserId user, UserKind kind, Optional<RoleId> role, List<GroupId> groups) {}

    record Described(UserId user, Profile before, Profile after) {}

    record NewApp(AppChange.AppAdded added, UserId user, Optional<AppDetails> settings) {}

    record OfUser(UserId user) {}

    record OfApp(AppId app, CredentialId secret) {}

    record Enabled(ApiId api, boolean enabled) {}

    record OfApi(ApiId api) {}

    record Written(String id, Object form) {}

    record Activated(ApiId api, Object form) {}

    record Ordered(ApiId api, Map<String, @Nullable Integer> precedences) {}

    record Recovery(UserId owner, AppId app) {}

    record NewGateway(String id, String name) {}

    record OfGateway(String id, Set<String> set) {}

    record OfKey(String kid) {}

    record Format(int format) {}

    /** Any changes, as some command may propose them: what the rules of the house make of them. */
    record Propose(List<Change> changes) implements ManagementCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            return ChangeProposal.of(changes);
        }
    }

    static ManagementCommand<?> read(Object yaml, TenantId tenant) {
        Map<String, @Nullable Object> named = ScenarioForm.map(yaml);
        String name = named.keySet().iterator().next();
        Object form = named.get(name);
        return switch (name) {
            case "CreateUser" -> user(ScenarioForm.read(NewUser.class, form));
            case "DescribeUser" -> described(ScenarioForm.read(Described.class, form));
            case "RemoveUser" ->
                new UserCommand.RemoveUser(ScenarioForm.read(OfUser.class, form).user(), NOTHING);
            case "RegisterApp" -> app(ScenarioForm.read(NewApp.class, form));
            case "AddSecret" -> secret(ScenarioForm.read(OfApp.class, form));
            case "EnableApi" -> enable(tenant, ScenarioForm.read(Enabled.class, form));
            case "DefineConnector" ->
                ConnectorCommands.define(ScenarioForm.read(Written.class, form).form());
            case "ActivateActions" -> activate(ScenarioForm.read(Activated.class, form));
            case "SetPrecedences" -> order(ScenarioForm.read(Ordered.class, form));
            case "CarryMoves" -> carry(ScenarioForm.read(OfApi.class, form));
            case "ListTenant" -> TenantCommands.list(ScenarioForm.read(TenantCommands.Start.class, form), FIRST_SECRET);
            case "BeginTenant" ->
                TenantCommands.begin(ScenarioForm.read(TenantCommands.Start.class, form), FIRST_SECRET);
            case "RecoverTenant" -> recover(ScenarioForm.read(Recovery.class, form));
            case "AddGateway" -> gateway(ScenarioForm.read(NewGateway.class, form));
            case "RemoveGateway" -> removed(ScenarioForm.read(OfGateway.class, form));
            case "RetireKey" ->
                KeyCommands.retire(ScenarioForm.read(OfKey.class, form).kid());
            case "RaiseLogFormat" ->
                LogCommands.raiseFormat(ScenarioForm.read(Format.class, form).format());
            case "Propose" -> ScenarioForm.read(Propose.class, form);
            default -> (ManagementCommand<?>) ScenarioForm.read(type(name), form);
        };
    }

    private static ManagementCommand<?> user(NewUser form) {
        return new UserCommand.CreateUser(form.user(), form.kind(), form.role().orElse(null), form.groups(), NOTHING);
    }

    private static ManagementCommand<?> described(Described form) {
        return new UserCommand.DescribeUser(form.user(), form.before(), form.after(), NOTHING);
    }

    private static ManagementCommand<?> app(NewApp form) {
        return new AppCommand.RegisterApp(
                new Registration(form.added(), form.user(), FIRST_SECRET),
                form.settings().orElseGet(() -> new AppDetails(null, null)));
    }

    private static ManagementCommand<?> secret(OfApp form) {
        return new AppCommand.AddSecret(form.app(), new NewSecret(form.secret(), SECRET));
    }

    private static ManagementCommand<?> enable(TenantId tenant, Enabled form) {
        return new CatalogueCommand.EnableApi(tenant, form.api(), form.enabled());
    }

    private static ManagementCommand<?> activate(Activated form) {
        return CatalogueCommands.activate(form.api(), form.form());
    }

    private static ManagementCommand<?> order(Ordered form) {
        return CatalogueCommands.order(form.api(), form.precedences());
    }

    private static ManagementCommand<?> carry(OfApi form) {
        return new CatalogueCommand.CarryMoves(state -> Move.confirmed(state, Actions.require(state, form.api())));
    }

    private static ManagementCommand<?> recover(Recovery form) {
        return TenantCommands.recover(form.owner(), form.app(), FIRST_SECRET);
    }

    private static ManagementCommand<?> gateway(NewGateway form) {
        return GatewayCommands.add(form.id(), form.name());
    }

    private static ManagementCommand<?> removed(OfGateway form) {
        return GatewayCommands.remove(form.id(), form.set());
    }

    private static Class<?> type(String name) {
        for (Class<?> family : FAMILIES) {
            for (Class<?> command : family.getPermittedSubclasses()) {
                if (command.getSimpleName().equals(name)) {
                    return command;
                }
            }
        }
        throw new IllegalArgumentException("there is no command `" + name + "`");
    }
}
