package dev.mandate.control.app;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.token.secret.AppRegistry;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.util.List;

/** An app to be, the user that it acts for, and its first secret. */
public record Registration(AppChange.AppAdded added, UserId user, NewSecret secret) {
    AppId app() {
        return added.app();
    }

    /** Returns what registers the app, whoever decided that it may be. */
    public List<Change> changes() {
        return List.of(added, new AppChange.OnBehalfOfSet(app(), user), secret.added(app()));
    }

    /**
     * Returns the writes that take the app's id in the installation and store the secret's hash, in the transaction of the
     * stream's next entry.
     */
    public List<SideWrite> besides(CommandState state) {
        TenantId tenant = state.directory().stream();
        boolean first = state.directory().revision() == 0;
        SideWrite taken = first ? AppRegistry.takeForFirst(app(), tenant) : AppRegistry.take(app(), tenant);
        return List.of(taken, secret.kept(state, app()));
    }
}
