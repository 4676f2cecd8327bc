package dev.mandate.control.access;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Credential;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.User;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a stream can be administered. A path is an active app with the scope {@code admin} and a live credential, on behalf
 * of an active Owner. An Administrator's app is none: nobody but an Owner can make owners and management apps again.
 */
final class Administration {
    private Administration() {}

    /**
     * Refuses to take away the last path, or the last active Owner.
     *
     * @throws Refusal 409 {@code last_administrator}
     */
    static void requireKept(Tenancy before, Tenancy after, Instant now) {
        if (hasPath(before, now) && !hasPath(after, now)) {
            throw refused("no live app with the scope `admin` would act on behalf of an active Owner any more:"
                    + " give another Owner such an app, with a secret that is kept, first");
        }
        if (hasOwner(before, now) && !hasOwner(after, now)) {
            throw refused("there would be no active Owner any more: name another Owner first");
        }
    }

    private static Refusal refused(String detail) {
        return Refusal.of(ProblemCode.LAST_ADMINISTRATOR, detail);
    }

    static boolean hasPath(Tenancy tenancy, Instant now) {
        Set<AppId> apps = new HashSet<>();
        tenancy.apps().forEach((id, app) -> {
            if (administers(tenancy, app, now)) {
                apps.add(id);
            }
        });
        boolean[] live = {false};
        if (!apps.isEmpty()) {
            tenancy.credentials()
                    .forEach((id, credential) -> live[0] |= apps.contains(credential.owner()) && live(credential, now));
        }
        return live[0];
    }

    private static boolean administers(Tenancy tenancy, App app, Instant now) {
        return app.active()
                && app.scopes().contains(ManagementScope.ADMIN)
                && app.onBehalfOf()
                        .flatMap(tenancy.users()::get)
                        .filter(User::active)
                        .flatMap(User::role)
                        .filter(role ->
                                role.role().equals(RoleId.OWNER) && role.term().holds(now))
                        .isPresent();
    }

    private static boolean live(Credential credential, Instant now) {
        boolean opensManagement = switch (credential.kind()) {
            case SECRET, KEY, CERTIFICATE -> true;
            case API_KEY -> false;
        };
        return opensManagement && credential.term().holds(now);
    }

    private static boolean hasOwner(Tenancy tenancy, Instant now) {
        return !tenancy.query()
                .byRole(subject -> Rank.of(subject, now) == Rank.OWNER)
                .page(null, 1)
                .isEmpty();
    }
}
