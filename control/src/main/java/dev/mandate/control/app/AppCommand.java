package dev.mandate.control.app;

import dev.mandate.control.access.Consequences;
import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What managers may ask of apps and their secrets. */
public sealed interface AppCommand<R> extends ManagementCommand<R> {
    AppId app();

    @Override
    default @Nullable Thing target() {
        return AppRules.thing(app());
    }

    /** Registers an app that acts for a user, with its first secret. */
    record RegisterApp(Registration registration, AppDetails settings) implements AppCommand<SecretView> {
        @Override
        public AppId app() {
            return registration.app();
        }

        @Override
        public @Nullable Thing target() {
            return null;
        }

        @Override
        public ChangeProposal<SecretView> propose(CommandState state, Manager manager) {
            AppChange.AppAdded added = registration.added();
            Names.requireUnused(state.directory(), AppRules.thing(added.app()), "app", added.name());
            if (!added.scopes().isEmpty()) {
                manager.requireOwner("give an app management scopes");
            }
            AppRules.requireFitting(state, manager, registration.user(), added.scopes());
            SecretView shown = SecretView.shown(registration.secret());
            return new ChangeProposal<>(registration.changes(), shown, registration.besides(state))
                    .and(settings.changes(state, added.app()));
        }
    }

    /**
     * Describes an app anew; null leaves a part as it is.
     *
     * @param scopes management scopes
     */
    record DescribeApp(
            AppId app,
            @Nullable String name,
            @Nullable String description,
            @Nullable Set<ManagementScope> scopes,
            AppDetails settings)
            implements AppCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            Set<ManagementScope> before =
                    AppRules.requireMayTouch(state, manager, app).scopes();
            List<Change> changes = AppRules.described(state, app, name, description);
            if (scopes != null && !scopes.equals(before)) {
                AppRules.requireMayScope(state, manager, app, scopes);
                changes.add(new AppChange.AppScopesSet(app, scopes));
            }
            changes.addAll(settings.changes(state, app));
            return ChangeProposal.of(changes);
        }
    }

    /** Removes an app; its tokens end at once. */
    record RemoveApp(AppId app) implements AppCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            AppRules.requireMayTouch(state, manager, app);
            return ChangeProposal.of(new AppChange.AppRemoved(app));
        }
    }

    /** Lets an app act for another user; does nothing if it does already. */
    record SetOnBehalfOf(AppId app, UserId user) implements AppCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            App now = AppRules.requireMayTouch(state, manager, app);
            AppRules.requireFitting(state, manager, user, now.scopes());
            boolean already = now.onBehalfOf().filter(user::equals).isPresent();
            return already ? ChangeProposal.of() : ChangeProposal.of(new AppChange.OnBehalfOfSet(app, user));
        }
    }

    /** Disables an app; if an Owner disables it again, only Owners may enable it. */
    record DisableApp(AppId app) implements AppCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            if (AppRules.requireMayTouch(state, manager, app).active()) {
                return ChangeProposal.of(new AppChange.AppDisabled(app));
            }
            return ChangeProposal.of(
                    Consequences.ofDisablingAgain(state, manager.authority(state), AppRules.thing(app)));
        }
    }

    /** Enables an app; does nothing if it is active. */
    record EnableApp(AppId app) implements AppCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            boolean active = AppRules.requireMayTouch(state, manager, app).active();
            return active ? ChangeProposal.of() : ChangeProposal.of(new AppChange.AppEnabled(app));
        }
    }

    /** Ends all tokens that an app has now. */
    record RevokeAppTokens(AppId app) implements AppCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            AppRules.requireMayTouch(state, manager, app);
            return ChangeProposal.of(new CredentialChange.AppTokensRevoked(app));
        }
    }

    /** Gives an app one more secret; two may live at once, so that one can be replaced without a gap. */
    record AddSecret(AppId app, NewSecret secret) implements AppCommand<SecretView> {
        private static final int MOST_SECRETS = 2;

        @Override
        public ChangeProposal<SecretView> propose(CommandState state, Manager manager) {
            AppRules.requireMayTouch(state, manager, app);
            if (AppRules.secrets(state, app).size() >= MOST_SECRETS) {
                throw Refusal.of(
                        ProblemCode.TOO_MANY_SECRETS, "app `" + app + "` has two live secrets: withdraw one first");
            }
            return new ChangeProposal<>(
                    List.of(secret.added(app)), SecretView.shown(secret), List.of(secret.kept(state, app)));
        }
    }

    /** Withdraws a secret; tokens that were issued for it end at once. */
    record WithdrawSecret(AppId app, CredentialId secret) implements AppCommand<Done> {
        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            AppRules.requireMayTouch(state, manager, app);
            if (!AppRules.secrets(state, app).contains(secret)) {
                throw Refusals.unknown("secret", secret.value());
            }
            return ChangeProposal.of(new CredentialChange.CredentialWithdrawn(secret));
        }
    }
}
