package dev.mandate.control.access;

import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Raises: apps that come to hold more authority than they had. Somebody who could make or read a credential of the app
 * before could not give what it holds now, unless the app acted with the authority of an Owner already: only Owners could read
 * those, and an Owner can give everything. Whether app and user are active does not count, so enabling never raises.
 */
final class Raises {
    private Raises() {}

    /** The live credentials of all apps that were raised. */
    static List<CredentialId> withdrawn(Tenancy before, Tenancy after, Instant now) {
        Set<AppId> raised = new HashSet<>();
        before.apps()
                .forEach((id, app) -> after.apps()
                        .get(id)
                        .filter(then -> raises(before, app, after, then, now))
                        .ifPresent(then -> raised.add(id)));
        return raised.isEmpty() ? List.of() : credentials(after, raised);
    }

    private static boolean raises(Tenancy before, App app, Tenancy after, App then, Instant now) {
        Authority had = held(before, app, now);
        return !had.owner() && !held(after, then, now).within(had);
    }

    /** What the app may do, which is nothing if its user is gone. */
    private static Authority held(Tenancy tenancy, App app, Instant now) {
        boolean acts = app.onBehalfOf().filter(tenancy.users()::contains).isPresent();
        return acts ? Authority.of(tenancy, app, now) : Authority.NONE;
    }

    private static List<CredentialId> credentials(Tenancy tenancy, Set<AppId> apps) {
        List<CredentialId> found = new ArrayList<>();
        tenancy.credentials().forEach((id, credential) -> {
            if (apps.contains(credential.owner())) {
                found.add(id);
            }
        });
        found.sort(Comparator.comparing(CredentialId::value));
        return found;
    }
}
