package dev.mandate.control.management;

import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What users and apps of one tenant have at one moment, read off its snapshot by loops, with none of the code that rules. Users
 * and apps are named by their ids.
 */
record NaiveRights(Map<String, Has> users, Map<String, Acts> apps, Map<String, String> secrets, String rest) {
    static final int ORDINARY = 0;
    static final int ADMINISTRATOR = 1;
    static final int OWNER = 2;

    /** A rank with scopes. */
    record Power(int rank, Set<ManagementScope> scopes) {
        static final Power EVERYTHING = new Power(OWNER, Set.of(ManagementScope.values()));

        boolean within(Power other) {
            boolean scoped = scopes.stream()
                    .allMatch(s -> other.scopes.contains(s)
                            || (s == ManagementScope.READ && other.scopes.contains(ManagementScope.ADMIN)));
            return scopes.isEmpty() || (rank <= other.rank && scoped);
        }
    }

    /**
     * What a user has.
     *
     * @param given everything but entity roles, as text
     * @param channel empty if bound to none
     */
    record Has(int rank, boolean active, String given, String channel, Set<String> roles) {}

    /** What an app is: on whose behalf, with which scopes. */
    record Acts(String user, Set<ManagementScope> scopes, boolean active, String rest) {}

    static NaiveRights of(Tenancy tenancy) {
        Map<String, Has> users = new TreeMap<>();
        tenancy.users().forEach((id, user) -> users.put(id.value(), has(tenancy, user)));
        Map<String, Acts> apps = new TreeMap<>();
        tenancy.apps().forEach((id, app) -> apps.put(id.value(), acts(tenancy, id, app)));
        Map<String, String> secrets = new TreeMap<>();
        tenancy.credentials()
                .forEach((id, c) -> secrets.put(id.value(), c.owner().value()));
        Set<String> roles = new TreeSet<>();
        tenancy.roles().forEach((id, role) -> roles.add(id.value()));
        return new NaiveRights(users, apps, secrets, tenancy.status() + " " + tenancy.apis() + roles);
    }

    private static Has has(Tenancy tenancy, User user) {
        int rank = user.role().map(r -> rankOf(r.role().value())).orElse(ORDINARY);
        Set<String> opened = new TreeSet<>();
        Set<String> groups = new TreeSet<>();
        user.groups().forEach((group, term) -> opened(tenancy, group, groups, opened));
        Optional<SpaceId> channel = user.binding().map(User.Binding::channel).filter(tenancy.channels()::contains);
        String role = user.role().map(r -> r.role().value()).orElse("");
        Set<String> roles = new TreeSet<>();
        user.binding().ifPresent(b -> b.roles().holding(Instant.now()).forEach(r -> roles.add(r.name())));
        String given = user.active() + " " + user.notBefore() + " " + role + groups + opened
                + channel.map(SpaceId::value).orElse("");
        return new Has(rank, user.active(), given, channel.map(SpaceId::value).orElse(""), roles);
    }

    private static void opened(Tenancy tenancy, GroupId group, Set<String> groups, Set<String> opened) {
        tenancy.groups().get(group).ifPresent(found -> {
            groups.add(group.value());
            if (found.all()) {
                opened.add("*");
            }
            found.workspaces().forEach((space, term) -> {
                if (tenancy.workspaces().contains(space)) {
                    opened.add(space.value());
                }
            });
        });
    }

    private static Acts acts(Tenancy tenancy, AppId id, App app) {
        Set<String> secrets = new TreeSet<>();
        tenancy.credentials().forEach((credential, c) -> {
            if (c.owner().equals(id)) {
                secrets.add(credential.value());
            }
        });
        String user = app.onBehalfOf().map(UserId::value).orElse("");
        return new Acts(user, app.scopes(), app.active(), app.notBefore() + " " + secrets);
    }

    private static int rankOf(String role) {
        return switch (role) {
            case "owner" -> OWNER;
            case "administrator" -> ADMINISTRATOR;
            default -> ORDINARY;
        };
    }

    int rank(String user) {
        Has has = users.get(user);
        return has == null ? OWNER : has.rank();
    }

    /** On whose behalf the app acts; nobody's if it is not there. */
    String userOf(String app) {
        Acts acts = apps.get(app);
        return acts == null ? "" : acts.user();
    }

    /** What whoever has a secret of the app may do in management; nothing if its user is not there. */
    Power power(String app) {
        Acts acts = apps.get(app);
        return acts == null || !users.containsKey(acts.user())
                ? new Power(ORDINARY, Set.of())
                : new Power(rank(acts.user()), acts.scopes());
    }

    boolean live(String secret) {
        return apps.containsKey(secrets.getOrDefault(secret, ""));
    }

    /** Whether somebody can get a token and make Owners with it. */
    boolean canBeAdministered() {
        return secrets.values().stream().anyMatch(app -> {
            Acts acts = apps.get(app);
            Has has = acts == null ? null : users.get(acts.user());
            return acts != null
                    && has != null
                    && acts.active()
                    && has.active()
                    && has.rank() == OWNER
                    && acts.scopes().contains(ManagementScope.ADMIN);
        });
    }
}
