package dev.mandate.engine.state;

import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.user.UserDraft;

/**
 * A mutable snapshot to which the changes of one entry are applied.
 *
 * <p>A change about something absent has no effect, because the command's rules have checked it. Names, descriptions
 * and skills are ignored; only the directory holds them.
 */
final class Draft {
    private final Snapshot before;
    private final Entry entry;
    private final CatalogueDraft catalogue;
    private final TenantDraft tenant;
    private final UserDraft users;
    private final AppDraft apps;

    Draft(Snapshot before, Entry entry) {
        this.before = before;
        this.entry = entry;
        this.catalogue = new CatalogueDraft(before.catalogue(), entry.revision());
        this.tenant = new TenantDraft(before.tenancy(), entry);
        this.users = new UserDraft(before.tenancy().users(), entry.revision());
        this.apps = new AppDraft(before.tenancy(), entry);
    }

    void take(Change change) {
        switch (change) {
            case CatalogueChange c -> catalogue.take(c);
            case TenantChange c -> tenant.take(c);
            case SpaceChange c -> tenant.take(c);
            case RoleChange c -> tenant.take(c);
            case GroupChange c -> tenant.take(c);
            case UserChange c -> users.take(c);
            case MembershipChange c -> users.take(c);
            case BindingChange c -> users.take(c);
            case AppChange c -> apps.take(c);
            case CredentialChange c -> apps.take(c);
            case LogChange c -> {
                // decisions do not read the notes of entries
            }
        }
    }

    Snapshot finished() {
        Tenancy tenancy = tenant.finished(users.finished(), apps);
        return new Snapshot(before.stream(), entry.revision(), catalogue.finished(), tenancy);
    }
}
