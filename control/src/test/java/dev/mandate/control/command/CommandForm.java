package dev.mandate.control.command;

import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.app.AppCommand;
import dev.mandate.control.app.AppDetails;
import dev.mandate.control.app.NewSecret;
import dev.mandate.control.app.Registration;
import dev.mandate.control.catalogue.CatalogueCommand;
import dev.mandate.control.connector.ConnectorCommand;
import dev.mandate.control.group.GroupCommand;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.role.RoleCommand;
import dev.mandate.control.space.SpaceCommand;
import dev.mandate.control.tenant.TenantManagementCommand;
import dev.mandate.control.token.secret.GeneratedSecret;
import dev.mandate.control.user.UserCommand;
import dev.mandate.engine.change.AppChange;
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
import org.jspecify.annotations.Nullable;

/** Commands as scenarios write them: by the names of their components, without what is kept outside the log. */
final class CommandForm {
    private static final List<Class<?>> FAMILIES = List.of(
            RoleCommand.class,
            GroupCommand.class,
            SpaceCommand.class,
            UserCommand.class,
            AppCommand.class,
            ConnectorCommand.class,
            TenantManagementCommand.class);

    private static final SideWrite NOTHING = jdbc -> {};
    private static final GeneratedSecret SECRET = GeneratedSecret.generate(new SecureRandom());

    private CommandForm() {}

    record NewUser(UserId user, UserKind kind, Optional<RoleId> role, List<GroupId> groups) {}

    record NewApp(AppChange.AppAdded added, UserId user) {}

    record OfUser(UserId user) {}

    record OfApp(AppId app, CredentialId secret) {}

    record Enabled(ApiId api, boolean enabled) {}

    static ManagementCommand<?> read(Object yaml, TenantId tenant) {
        Map<String, @Nullable Object> named = ScenarioForm.map(yaml);
        String name = named.keySet().iterator().next();
        Object form = named.get(name);
        return switch (name) {
            case "CreateUser" -> user(ScenarioForm.read(NewUser.class, form));
            case "RemoveUser" ->
                new UserCommand.RemoveUser(ScenarioForm.read(OfUser.class, form).user(), NOTHING);
            case "RegisterApp" -> app(ScenarioForm.read(NewApp.class, form));
            case "AddSecret" -> secret(ScenarioForm.read(OfApp.class, form));
            case "EnableApi" -> enable(tenant, ScenarioForm.read(Enabled.class, form));
            default -> (ManagementCommand<?>) ScenarioForm.read(type(name), form);
        };
    }

    private static ManagementCommand<?> user(NewUser form) {
        return new UserCommand.CreateUser(form.user(), form.kind(), form.role().orElse(null), form.groups(), NOTHING);
    }

    private static ManagementCommand<?> app(NewApp form) {
        NewSecret secret = new NewSecret(new CredentialId("first-secret"), SECRET);
        return new AppCommand.RegisterApp(
                new Registration(form.added(), form.user(), secret), new AppDetails(null, null));
    }

    private static ManagementCommand<?> secret(OfApp form) {
        return new AppCommand.AddSecret(form.app(), new NewSecret(form.secret(), SECRET));
    }

    private static ManagementCommand<?> enable(TenantId tenant, Enabled form) {
        return new CatalogueCommand.EnableApi(tenant, form.api(), form.enabled());
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
