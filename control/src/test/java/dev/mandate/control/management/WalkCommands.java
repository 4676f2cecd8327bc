package dev.mandate.control.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random commands over what is there in one tenant. */
final class WalkCommands {
    static final List<String> WORKSPACES = List.of("w0", "w1", "w2");
    static final List<String> CHANNELS = List.of("a", "b");
    static final List<String> GROUPS = List.of("g0", "g1");
    private static final List<String> ROLES =
            List.of(Registry.ROLE_ADMINISTRATOR, "TRADER_VIEWER", "EVENT_VIEWER", "ASSET_VIEWER");

    /**
     * A command with what it touches.
     *
     * @param users whose standing or rights it is about
     * @param apps that it is about
     * @param ownerOnly whether only Owners may
     * @param removes whether it takes away what it touches
     * @param entityRoles whether role administrators may as well
     */
    record Command(
            String method,
            String path,
            Object body,
            Set<String> users,
            Set<String> apps,
            boolean ownerOnly,
            boolean removes,
            boolean entityRoles) {
        Answer by(Client client) {
            return switch (method) {
                case "POST" -> body.equals("") ? client.post(path) : client.post(path, body);
                case "PUT" -> body.equals("") ? client.put(path) : client.put(path, body);
                case "PATCH" -> client.patch(path, body);
                default -> client.delete(path);
            };
        }

        /** The same, about the app that it registered, whose id the answer says. */
        Command answered(Answer answer) {
            boolean registers = method.equals("POST") && path.equals("/api/v1/apps");
            return registers
                    ? new Command(method, path, body, users, Set.of(answer.text("id")), ownerOnly, removes, entityRoles)
                    : this;
        }

        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    private final Random random;
    private final String tenant;
    private int made;

    WalkCommands(Random random, String tenant) {
        this.random = random;
        this.tenant = tenant;
    }

    <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static String any(List<String> some, WalkCommands by) {
        return some.isEmpty() ? "none" : by.one(some);
    }

    Command next(NaiveRights now) {
        String user = any(new ArrayList<>(now.users().keySet()), this);
        String app = any(new ArrayList<>(now.apps().keySet()), this);
        return switch (random.nextInt(11)) {
            case 10 -> enabling(now);
            case 0, 1 -> user("/api/v1/users/" + user, user);
            case 2 -> role("/api/v1/users/" + user + "/role", user);
            case 3, 4 -> app("/api/v1/apps/" + app, app, user);
            case 5 -> register(user);
            case 6 -> secret(now, app);
            case 7 -> group();
            case 8 -> binding(user);
            default -> other();
        };
    }

    /** Of something that is disabled, if there is anything. */
    private Command enabling(NaiveRights now) {
        List<Command> some = new ArrayList<>(List.of(other()));
        now.users().forEach((id, user) -> {
            if (!user.active()) {
                some.add(of("POST", "/api/v1/users/" + id + "/enable", "", id));
            }
        });
        now.apps().forEach((id, app) -> {
            if (!app.active()) {
                some.add(ofApp("POST", "/api/v1/apps/" + id + "/enable", "", id));
            }
        });
        return some.getLast().equals(some.getFirst()) ? some.getFirst() : one(some.subList(1, some.size()));
    }

    private Command of(String method, String path, Object body, String... users) {
        return new Command(method, path, body, Set.of(users), Set.of(), false, false, false);
    }

    private Command user(String path, String user) {
        return switch (random.nextInt(9)) {
            case 0 -> new Command("DELETE", path, "", Set.of(user), Set.of(), false, true, false);
            case 1, 2 -> of("POST", path + "/disable", "", user);
            case 3, 4 -> of("POST", path + "/enable", "", user);
            case 5 -> of("POST", path + "/revoke-tokens", "", user);
            case 6 -> of("PUT", path + "/skills", Map.of("skills", List.of("s" + random.nextInt(3))), user);
            case 7 -> of("PUT", path + "/groups/" + one(GROUPS), "", user);
            default -> of("DELETE", path + "/groups/" + one(GROUPS), "", user);
        };
    }

    private Command role(String path, String user) {
        return switch (random.nextInt(6)) {
            case 0 -> of("DELETE", path, "", user);
            case 1 -> of("PUT", path, Map.of("role", "hand"), user);
            case 2, 3 -> named("PUT", path, Map.of("role", "owner"), user);
            default -> named("PUT", path, Map.of("role", "administrator"), user);
        };
    }

    private static Command named(String method, String path, Object body, String user) {
        return new Command(method, path, body, Set.of(user), Set.of(), true, false, false);
    }

    private Command ofApp(String method, String path, Object body, String app, String... users) {
        return new Command(method, path, body, Set.of(users), Set.of(app), false, false, false);
    }

    private Command app(String path, String app, String user) {
        return switch (random.nextInt(9)) {
            case 0 -> new Command("DELETE", path, "", Set.of(), Set.of(app), false, true, false);
            case 1, 2 -> ofApp("PUT", path + "/on-behalf-of", Map.of("user", user), app, user);
            case 3 -> ofApp("POST", path + "/disable", "", app);
            case 4 -> ofApp("POST", path + "/enable", "", app);
            case 5 -> ofApp("POST", path + "/revoke-tokens", "", app);
            case 6 -> ofApp("PATCH", path, Map.of("description", "d" + random.nextInt(3)), app);
            default ->
                new Command("PATCH", path, Map.of("scopes", scopes()), Set.of(), Set.of(app), true, false, false);
        };
    }

    private List<String> scopes() {
        return one(List.of(List.of(), List.of("read"), List.of("admin"), List.of("admin", "read")));
    }

    private Command register(String user) {
        String name = tenant + "-" + made++;
        List<String> scopes = random.nextBoolean() ? List.of() : scopes();
        Map<String, Object> body = Map.of("name", name, "onBehalfOf", user, "scopes", scopes);
        return new Command("POST", "/api/v1/apps", body, Set.of(user), Set.of(), !scopes.isEmpty(), false, false);
    }

    private Command secret(NaiveRights now, String app) {
        List<String> live = now.secrets().entrySet().stream()
                .filter(s -> s.getValue().equals(app))
                .map(Map.Entry::getKey)
                .toList();
        String path = "/api/v1/apps/" + app + "/secrets";
        return live.isEmpty() || random.nextInt(3) > 0
                ? ofApp("POST", path, "", app)
                : new Command("DELETE", path + "/" + one(live), "", Set.of(), Set.of(app), false, true, false);
    }

    private Command group() {
        String path = "/api/v1/groups/" + one(GROUPS);
        return switch (random.nextInt(6)) {
            case 0 -> new Command("DELETE", path, "", Set.of(), Set.of(), false, true, false);
            case 1 -> of("PATCH", path, Map.of("workspaces", "all"));
            case 2 -> of("PATCH", path, Map.of("workspaces", List.of()));
            default -> of("PATCH", path, Map.of("workspaces", List.of(one(WORKSPACES))));
        };
    }

    private Command binding(String user) {
        String path = Registry.binding(user, one(CHANNELS));
        Map<String, String> role = Map.of("role", one(ROLES));
        return switch (random.nextInt(5)) {
            case 0 -> of("POST", path, "", user);
            case 1 -> new Command("DELETE", path, "", Set.of(user), Set.of(), false, true, false);
            case 2 ->
                new Command(
                        "DELETE", path + "/roles?role=" + role.get("role"), "", Set.of(), Set.of(), false, true, true);
            default -> new Command("POST", path + "/roles", role, Set.of(), Set.of(), false, false, true);
        };
    }

    private Command other() {
        String id = "n" + made++;
        return switch (random.nextInt(8)) {
            case 0 -> of("POST", "/api/v1/users", Map.of("id", id), id);
            case 1 -> named("POST", "/api/v1/users", Map.of("id", id, "role", "administrator"), id);
            case 2 -> named("POST", "/api/v1/users", Map.of("id", id, "role", "owner"), id);
            case 3 -> of("DELETE", "/api/v1/spaces/" + one(WORKSPACES), "");
            case 4 -> of("DELETE", "/api/v1/spaces/" + one(CHANNELS) + "?kind=sales-channel", "");
            case 5 -> of("POST", "/api/v1/roles", Map.of("id", id, "name", id));
            case 6 -> of("DELETE", "/api/v1/roles/n" + random.nextInt(made), "");
            default -> of("POST", "/api/v1/apis/user-services/" + one(List.of("enable", "enable", "disable")), "");
        };
    }
}
