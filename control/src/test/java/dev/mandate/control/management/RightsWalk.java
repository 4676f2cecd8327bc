package dev.mandate.control.management;

import dev.mandate.control.Inside;
import dev.mandate.control.api.Management;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One tenant in which people of every kind do random things, by every app whose secret they ever saw: removed and demoted people
 * keep their secrets. After each step {@link NaiveRules} is asked.
 */
final class RightsWalk {
    /**
     * A call that was answered 2xx under a key, to be repeated by the same app.
     *
     * @param user that the app acted for: under the same key another user's call is another command
     * @param changed whether it did anything: what did nothing touched nobody
     */
    private record Done(
            NaiveRules.Seen by, String user, String scope, String key, WalkCommands.Command command, boolean changed) {}

    private final Random random;
    private final Studio studio;
    private final WalkCommands commands;
    private final NaiveRules rules = new NaiveRules();
    private final List<NaiveRules.Seen> seen = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();
    private final Map<String, Client> tokens = new HashMap<>();
    private final List<String> history = new ArrayList<>();

    RightsWalk(long seed) {
        this.random = new Random(seed);
        this.studio = Studio.open();
        this.commands = new WalkCommands(random, studio.id());
        people();
    }

    private NaiveRights now() {
        return NaiveRights.of(Inside.part(Management.class)
                .of(new TenantId(studio.id()))
                .view()
                .tenant()
                .tenancy());
    }

    private void people() {
        Client owner = studio.owner();
        owner.post("/api/v1/apis/" + Registry.SALES + "/enable").is(200);
        Registry registry = new Registry(studio);
        WalkCommands.CHANNELS.forEach(
                c -> owner.post("/api/v1/spaces", Map.of("id", c, "kind", "sales-channel", "name", c))
                        .is(201));
        WalkCommands.WORKSPACES.forEach(studio::workspace);
        WalkCommands.GROUPS.forEach(g -> studio.add("groups", g));
        studio.add("roles", "hand");
        owner.put("/api/v1/users/owner/groups/g0").is(200);
        for (String admin : List.of("admin", "peer")) {
            owner.post("/api/v1/users", Map.of("id", admin, "role", "administrator"))
                    .is(201);
            handOut(admin, "admin");
        }
        older();
        registry.user("chief", "a", Registry.ROLE_ADMINISTRATOR);
        registry.user("ann", "a");
        registry.user("robot");
        handOut("chief");
        handOut("chief", "read");
        handOut("robot", "admin");
        handOut("ann");
        String first = now().secrets().entrySet().stream()
                .filter(s -> s.getValue().equals(studio.app()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        seen.add(new NaiveRules.Seen("owner", studio.app(), first, studio.secret(), NaiveRights.Power.EVERYTHING));
    }

    /** An earlier release gave a peer's app a scope that no command gives any more. */
    private void older() {
        NaiveRules.Seen peers = seen.removeLast();
        Set<ManagementScope> more = Set.of(ManagementScope.ADMIN, ManagementScope.ASK);
        Past.wrote(studio, new AppChange.AppScopesSet(new AppId(peers.app()), more));
        seen.add(new NaiveRules.Seen(
                peers.person(), peers.app(), peers.secretId(), peers.secret(), now().power(peers.app())));
    }

    private void handOut(String user, String... scopes) {
        Studio.Registered made = studio.register("app-" + UUID.randomUUID(), user, scopes);
        seen.add(new NaiveRules.Seen(user, made.app(), made.secretId(), made.secret(), now().power(made.app())));
    }

    /** Walks; says everything that was wrong at the first step that was. */
    List<String> walk(int steps) {
        List<String> faults = new ArrayList<>();
        for (int step = 0; step < steps && faults.isEmpty(); step++) {
            switch (random.nextInt(20)) {
                case 0 -> operate();
                case 1, 2 -> compare(faults);
                case 3, 4, 5 -> repeat(faults);
                default -> act(faults);
            }
        }
        if (!faults.isEmpty()) {
            faults.addAll(history);
        }
        return faults;
    }

    private void operate() {
        String path = "/api/v1/tenants/" + studio.id();
        Control.operator().post(path + "/suspend").is(200);
        Control.operator().post(path + "/activate").is(200);
        tokens.clear();
        history.add("operator suspends and activates");
    }

    /** Asks with a token of before if there is one, and with a new one if that has ended. */
    private Answer ask(NaiveRules.Seen by, String scope, Function<Client, Answer> call) {
        String name = by.secretId() + " " + scope;
        Client known = tokens.get(name);
        Answer answer = call.apply(known == null ? Control.anonymous() : known);
        if (answer.status() != 401) {
            return answer;
        }
        Answer token = Control.anonymous().token(by.app(), by.secret(), scope);
        if (token.status() != 200) {
            return answer;
        }
        Client client = Control.anonymous().with("Authorization", "Bearer " + token.text("access_token"));
        tokens.put(name, client);
        return call.apply(client);
    }

    private static Set<ManagementScope> scopes(NaiveRights now, NaiveRules.Seen by, String scope) {
        NaiveRights.Acts app = now.apps().get(by.app());
        Set<ManagementScope> has = app == null ? Set.of() : app.scopes();
        return scope.isEmpty()
                ? has
                : Arrays.stream(scope.split(" "))
                        .map(s -> ManagementScope.valueOf(s.toUpperCase(Locale.ROOT)))
                        .filter(has::contains)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ManagementScope.class)));
    }

    private NaiveRules.Actor actor(NaiveRights now, NaiveRules.Seen by, String scope) {
        String user = now.userOf(by.app());
        return new NaiveRules.Actor(user, new NaiveRights.Power(now.rank(user), scopes(now, by, scope)), false);
    }

    private NaiveRules.Seen somebody(NaiveRights now) {
        // most of what can go wrong is done by those who manage
        NaiveRules.Seen some = commands.one(seen);
        for (int tries = 0; tries < 4 && !NaiveRules.manages(now.power(some.app())); tries++) {
            some = commands.one(seen);
        }
        return some;
    }

    private void act(List<String> faults) {
        NaiveRights before = now();
        NaiveRules.Seen by = somebody(before);
        String scope =
                random.nextInt(4) == 0 && scopes(before, by, "read").contains(ManagementScope.READ) ? "read" : "";
        WalkCommands.Command command = commands.next(before);
        NaiveRules.Actor actor = actor(before, by, scope);
        String key = "k" + random.nextLong();
        Answer answer = ask(by, scope, client -> command.by(client.with("Idempotency-Key", key)));
        NaiveRights after = now();
        history.add(by.person() + " by " + by.app() + " " + actor + ": " + command + " -> " + answer.status());
        if (answer.status() >= 500) {
            faults.add(answer.body());
        }
        if (answer.status() / 100 == 2) {
            done.add(new Done(by, actor.user(), scope, key, command.answered(answer), !before.equals(after)));
            learn(by, actor, after, answer);
        }
        faults.addAll(rules.faults(before, actor, after, seen));
    }

    /** Whoever made a secret keeps it, and may give it to the user that the app acts for. */
    private void learn(NaiveRules.Seen by, NaiveRules.Actor actor, NaiveRights after, Answer answer) {
        if (answer.status() != 201 || !answer.body().contains("\"value\"")) {
            return;
        }
        var secret = answer.json().has("secret") ? answer.json().path("secret") : answer.json();
        String id = secret.path("id").asString();
        String value = secret.path("value").asString();
        String app = Objects.requireNonNull(after.secrets().get(id), "a secret of no app");
        seen.add(new NaiveRules.Seen(by.person(), app, id, value, mostOf(actor.power())));
        if (random.nextBoolean()) {
            NaiveRights.Acts acts = Objects.requireNonNull(after.apps().get(app));
            seen.add(new NaiveRules.Seen(acts.user(), app, id, value, mostOf(after.power(app))));
        }
    }

    /** What its holder can give: an Owner everything, others what they have. */
    private static NaiveRights.Power mostOf(NaiveRights.Power power) {
        return power.rank() == NaiveRights.OWNER ? NaiveRights.Power.EVERYTHING : power;
    }

    /**
     * Repeats an earlier call that changed something: it changes nothing, and is answered only to whoever may still do it. Of a call
     * that changed nothing no answer is kept, so its repeat is a call like any other.
     */
    private void repeat(List<String> faults) {
        if (done.isEmpty()) {
            return;
        }
        NaiveRights before = now();
        Done again = commands.one(done);
        NaiveRules.Actor actor = actor(before, again.by(), again.scope());
        if (!actor.user().equals(again.user()) || !again.changed()) {
            return;
        }
        Answer answer = ask(
                again.by(), again.scope(), client -> again.command().by(client.with("Idempotency-Key", again.key())));
        history.add("again " + actor + ": " + again.command() + " -> " + answer.status());
        if (!before.equals(now())) {
            faults.add("a repeat changed something");
        }
        if (answer.status() / 100 == 2 && !mayRepeat(before, actor, again)) {
            faults.add(actor + " was answered what it may not do any more");
        }
    }

    private static boolean mayRepeat(NaiveRights now, NaiveRules.Actor actor, Done done) {
        WalkCommands.Command command = done.command();
        NaiveRights.Has self = now.users().get(actor.user());
        if (self == null) {
            return false;
        }
        if (command.entityRoles() && self.roles().contains(Registry.ROLE_ADMINISTRATOR)) {
            return true;
        }
        int rank = self.rank();
        boolean users = command.users().stream()
                .filter(user -> !command.removes() || now.users().containsKey(user))
                .allMatch(user -> now.rank(user) <= rank);
        boolean apps = command.apps().stream()
                .filter(app -> now.apps().containsKey(app))
                .allMatch(app -> now.rank(now.userOf(app)) <= rank);
        boolean owners = !command.ownerOnly() || rank == NaiveRights.OWNER;
        return NaiveRules.manages(actor.power()) && users && apps && owners;
    }

    /** The same user by two tokens, one with more scopes: what the lesser may, the greater may. */
    private void compare(List<String> faults) {
        NaiveRights now = now();
        NaiveRules.Seen less = random.nextBoolean() ? commands.one(seen.subList(2, 4)) : commands.one(seen);
        for (NaiveRules.Seen more : List.copyOf(seen)) {
            NaiveRules.Actor one = actor(now, less, "");
            NaiveRules.Actor other = actor(now, more, "");
            boolean comparable = one.user().equals(other.user())
                    && !one.power().scopes().equals(other.power().scopes())
                    && other.power().scopes().containsAll(one.power().scopes());
            if (comparable) {
                compare(less, more, one + " and " + other, faults);
            }
        }
    }

    private void compare(NaiveRules.Seen less, NaiveRules.Seen more, String who, List<String> faults) {
        String roles = Registry.roles("ann", "a");
        Map<String, String> role = Map.of("role", "TRADER_VIEWER");
        List<Function<Client, Answer>> calls = List.of(
                client -> client.get(roles), client -> client.post(roles, role), client -> client.get("/api/v1/users"));
        for (Function<Client, Answer> call : calls) {
            int lesser = ask(less, "", call).status();
            int greater = ask(more, "", call).status();
            // 401 is of an app or secret that is not active, which has nothing to do with scopes
            if (lesser / 100 == 2 && greater / 100 != 2 && greater != 401) {
                faults.add(who + ": the lesser is answered " + lesser + ", the greater " + greater);
            }
        }
    }
}
