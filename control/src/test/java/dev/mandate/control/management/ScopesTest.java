package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.id.AppId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Rights grow with scopes: for scopes A within B, whoever may make a call with a token of A may make it with one of B. Every call
 * of management and of the user services is made by every kind of caller, with every set of scopes that a token can have.
 */
class ScopesTest {
    private static final Set<ManagementScope> NO_SCOPE = EnumSet.noneOf(ManagementScope.class);

    private final Registry registry = Registry.open();
    private final Studio studio = registry.studio();

    /** A call; {@code *} in its path or body is another id each time. Most name nothing that is there: the right comes first. */
    private record Asked(String method, String path, String body) {
        int of(Client client) {
            String id = "x-" + UUID.randomUUID();
            String sent = body.isEmpty() ? null : body.replace("*", id);
            return client.with("Content-Type", "application/json")
                    .raw(method, path.replace("*", id), sent)
                    .status();
        }

        /** The user services hide what the caller does not reach: there a 404 denies as well. */
        boolean denied(int status) {
            return status == 401 || status == 403 || (status == 404 && path.startsWith("/user-services"));
        }

        static Asked of(String line) {
            String[] parts = line.strip().split(" ", 3);
            return new Asked(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        }
    }

    private static List<Asked> calls() {
        return """
            GET /api/v1/spaces
            POST /api/v1/spaces {"id":"*","kind":"workspace","name":"*"}
            GET /api/v1/spaces/*
            PATCH /api/v1/spaces/* {"name":"*"}
            DELETE /api/v1/spaces/*
            GET /api/v1/users
            POST /api/v1/users {"id":"*"}
            POST /api/v1/users {"id":"*","role":"administrator"}
            GET /api/v1/users/robot
            PATCH /api/v1/users/robot {"name":"*"}
            DELETE /api/v1/users/*
            PUT /api/v1/users/robot/role {"role":"administrator"}
            DELETE /api/v1/users/robot/role
            PUT /api/v1/users/robot/groups/*
            DELETE /api/v1/users/robot/groups/*
            PUT /api/v1/users/robot/skills {"skills":[]}
            POST /api/v1/users/robot/disable
            POST /api/v1/users/robot/enable
            POST /api/v1/users/robot/revoke-tokens
            GET /api/v1/roles
            POST /api/v1/roles {"id":"*","name":"*"}
            GET /api/v1/roles/*
            PATCH /api/v1/roles/* {"name":"*"}
            DELETE /api/v1/roles/*
            GET /api/v1/roles/owner/permissions
            PATCH /api/v1/roles/owner/permissions {"GET /x":"NONE"}
            PATCH /api/v1/roles/* {"GET /x":"NONE"}
            GET /api/v1/groups
            POST /api/v1/groups {"id":"*","name":"*"}
            GET /api/v1/groups/*
            PATCH /api/v1/groups/* {"workspaces":"all"}
            DELETE /api/v1/groups/*
            GET /api/v1/apps
            POST /api/v1/apps {"id":"*","name":"*","onBehalfOf":"robot"}
            POST /api/v1/apps {"id":"*","name":"*","onBehalfOf":"robot","scopes":["read"]}
            GET /api/v1/apps/*
            PATCH /api/v1/apps/* {"description":"*"}
            DELETE /api/v1/apps/*
            GET /api/v1/apps/*/secrets
            POST /api/v1/apps/*/secrets
            DELETE /api/v1/apps/*/secrets/*
            PUT /api/v1/apps/*/on-behalf-of {"user":"robot"}
            POST /api/v1/apps/*/disable
            POST /api/v1/apps/*/enable
            POST /api/v1/apps/*/revoke-tokens
            GET /api/v1/apps/*/readiness
            GET /api/v1/apis
            GET /api/v1/apis/*
            GET /api/v1/apis/*/actions
            POST /api/v1/apis/*/actions/activate {"actions":"all"}
            POST /api/v1/apis/*/enable
            POST /api/v1/apis/*/disable
            GET /api/v1/connectors
            GET /api/v1/connectors/*
            DELETE /api/v1/connectors/*
            GET /api/v1/tenants
            GET /api/v1/tenants/*
            POST /api/v1/tenants/*/suspend
            POST /api/v1/tenants/*/activate
            GET /api/v1/decisions/*
            GET /api/v1/decisions/*/explanation
            GET /api/v1/explain?user=robot&action=GET%20/x
            GET /api/v1/who-can?action=GET%20/x
            GET /api/v1/what-can?user=robot
            GET /api/v1/where?user=robot&action=GET%20/x
            GET /api/v1/log
            GET /api/v1/log/1
            GET /api/v1/log/sealed
            DELETE /api/v1/log/999999999/note
            GET /api/v1/log-format
            GET /user-services/users/me/saleschannel-binding
            GET /user-services/users/robot/saleschannel-binding
            POST /user-services/users/robot/saleschannel-binding/a
            DELETE /user-services/users/*/saleschannel-binding/a
            GET /user-services/users/robot/saleschannel-binding/a/roles
            POST /user-services/users/robot/saleschannel-binding/a/roles {"role":"TRADER_VIEWER"}
            DELETE /user-services/users/robot/saleschannel-binding/a/roles?role=TRADER_VIEWER
            POST /user-services/users/robot/saleschannel-binding/b/roles {"role":"TRADER_VIEWER"}""".lines().map(Asked::of).toList();
    }

    private static List<Set<ManagementScope>> scopeSets() {
        List<Set<ManagementScope>> sets = new ArrayList<>(List.of(NO_SCOPE));
        for (ManagementScope scope : ManagementScope.values()) {
            for (Set<ManagementScope> set : List.copyOf(sets)) {
                Set<ManagementScope> more = EnumSet.copyOf(set);
                more.add(scope);
                sets.add(more);
            }
        }
        return sets;
    }

    private static String written(Set<ManagementScope> scopes) {
        return scopes.stream().map(s -> s.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" "));
    }

    /** A token for each set of scopes, of one app that has all; and of a plain app, if the user may have one. */
    private Map<Set<ManagementScope>, Client> tokens(String user, boolean plain) {
        Studio.Registered all = studio.register("app-" + UUID.randomUUID(), user, "admin", "read");
        Past.wrote(studio, new AppChange.AppScopesSet(new AppId(all.app()), Set.of(ManagementScope.values())));
        Map<Set<ManagementScope>, Client> tokens = new LinkedHashMap<>();
        if (plain) {
            tokens.put(NO_SCOPE, registry.vendor(user));
        }
        for (Set<ManagementScope> set : scopeSets()) {
            if (!set.isEmpty()) {
                tokens.put(set, Control.anonymous().as(all.app(), all.secret(), written(set)));
            }
        }
        return tokens;
    }

    private static Map<Set<ManagementScope>, Client> operators() {
        String id = "op-" + UUID.randomUUID();
        Answer made = Control.operator()
                .post(
                        "/api/v1/apps",
                        Map.of("id", id, "name", id, "onBehalfOf", "operator", "scopes", List.of("admin", "read")))
                .is(201);
        String secret = made.json().path("secret").path("value").asString();
        Map<Set<ManagementScope>, Client> tokens = new LinkedHashMap<>();
        for (Set<ManagementScope> set : scopeSets()) {
            if (!set.isEmpty() && !set.contains(ManagementScope.ASK)) {
                tokens.put(set, Control.anonymous().as(id, secret, written(set)));
            }
        }
        return tokens;
    }

    private Map<String, Map<Set<ManagementScope>, Client>> callers() {
        registry.user("robot", "a");
        registry.user("chief", "a", Registry.ROLE_ADMINISTRATOR);
        registry.user("member", "a", "TRADER_VIEWER");
        registry.user("unbound");
        studio.administrator("admin");
        Map<String, Map<Set<ManagementScope>, Client>> callers = new TreeMap<>();
        callers.put("owner", tokens("owner", false));
        callers.put("administrator", tokens("admin", false));
        callers.put("role administrator", tokens("chief", true));
        callers.put("member", tokens("member", true));
        callers.put("unbound", tokens("unbound", true));
        callers.put("operator", operators());
        return callers;
    }

    @Test
    void takeNothingAway() {
        List<String> shrunk = new ArrayList<>();
        int[] allowed = {0};
        callers()
                .forEach((caller, tokens) -> calls().forEach(call -> {
                    Map<Set<ManagementScope>, Integer> answers = new LinkedHashMap<>();
                    tokens.forEach((scopes, client) -> answers.put(scopes, call.of(client)));
                    answers.forEach((less, answer) -> answers.forEach((more, other) -> {
                        boolean may = !call.denied(answer);
                        allowed[0] += may ? 1 : 0;
                        if (may && more.containsAll(less) && call.denied(other)) {
                            shrunk.add(
                                    caller + " " + call + ": " + less + " is " + answer + ", " + more + " is " + other);
                        }
                    }));
                }));
        assertThat(shrunk).isEmpty();
        assertThat(allowed[0]).isGreaterThan(3_000);
    }
}
