package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every endpoint of the user services as everyone: the whole table of statuses.
 *
 * <p>Asked about: {@code peer}, bound to channel a with TRADER_VIEWER; {@code foreign}, bound to b; {@code free}, bound to
 * none; {@code ghost}, who does not exist. Asking: nobody; a user bound to none; one bound to a without a role; with each
 * of the ten other roles there (one column, they are all alike); with ROLE_ADMINISTRATOR on a; with ROLE_ADMINISTRATOR on b;
 * an Administrator and an Owner with the scope {@code admin}; an Owner with the scope {@code read}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BindingStatusTest {
    private final Registry registry = Registry.open();
    private final Map<String, List<Client>> callers = new LinkedHashMap<>();

    @BeforeAll
    void askers() {
        registry.user("peer");
        registry.user("foreign");
        registry.user("free");
        registry.user("unbound");
        registry.user("bound", "a");
        registry.user("role-admin", "a", Registry.ROLE_ADMINISTRATOR);
        registry.user("elsewhere", "b", Registry.ROLE_ADMINISTRATOR);
        Registry.OTHER_ROLES.forEach(role -> registry.user(role, "a", role));
        callers.put("nobody", List.of(Control.anonymous()));
        callers.put("unbound", List.of(registry.vendor("unbound")));
        callers.put("bound", List.of(registry.vendor("bound")));
        callers.put(
                "others", Registry.OTHER_ROLES.stream().map(registry::vendor).toList());
        callers.put("roleAdmin", List.of(registry.vendor("role-admin")));
        callers.put("elsewhere", List.of(registry.vendor("elsewhere")));
        callers.put("administrator", List.of(registry.studio().administrator("admin")));
        callers.put("owner", List.of(registry.owner()));
        callers.put("reader", List.of(registry.studio().ownerWith("read")));
        begin();
    }

    private Client one(String caller) {
        return Objects.requireNonNull(callers.get(caller), caller).getFirst();
    }

    private void begin() {
        List.of("peer", "foreign", "free").forEach(this::unbind);
        registry.bind("peer", "a", "TRADER_VIEWER");
        registry.bind("foreign", "b");
    }

    private void unbind(String user) {
        Answer bound = registry.owner().get(Registry.binding(user));
        if (bound.status() == 200) {
            registry.owner()
                    .delete(Registry.binding(user, bound.text("salesChannelId")))
                    .is(204);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            call                            | nobody | unbound | bound | others | roleAdmin | elsewhere | administrator | owner | reader
            GET    me                       | 401    | 404     | 200   | 200    | 200       | 200       | 404           | 404   | 404
            GET    peer                     | 401    | 403     | 403   | 403    | 200       | 404       | 200           | 200   | 200
            GET    foreign                  | 401    | 403     | 403   | 403    | 404       | 200       | 200           | 200   | 200
            GET    free                     | 401    | 403     | 403   | 403    | 404       | 404       | 404           | 404   | 404
            GET    ghost                    | 401    | 403     | 403   | 403    | 404       | 404       | 404           | 404   | 404
            GET    not.an.id                | 401    | 403     | 403   | 403    | 404       | 404       | 404           | 404   | 404
            POST   free/a                   | 401    | 404     | 403   | 403    | 403       | 404       | 201           | 201   | 403
            POST   free/b                   | 401    | 404     | 404   | 404    | 404       | 403       | 201           | 201   | 403
            POST   free/none                | 401    | 404     | 404   | 404    | 404       | 404       | 404           | 404   | 404
            POST   free/not.an.id           | 401    | 404     | 404   | 404    | 404       | 404       | 404           | 404   | 404
            POST   peer/a                   | 401    | 404     | 403   | 403    | 403       | 404       | 200           | 200   | 403
            POST   peer/b                   | 401    | 404     | 404   | 404    | 404       | 403       | 409           | 409   | 403
            POST   ghost/a                  | 401    | 404     | 403   | 403    | 403       | 404       | 404           | 404   | 403
            POST   not.an.id/a              | 401    | 404     | 403   | 403    | 403       | 404       | 404           | 404   | 403
            DELETE peer/a                   | 401    | 404     | 403   | 403    | 403       | 404       | 204           | 204   | 403
            DELETE peer/b                   | 401    | 404     | 404   | 404    | 404       | 403       | 404           | 404   | 403
            DELETE free/a                   | 401    | 404     | 403   | 403    | 403       | 404       | 404           | 404   | 403
            DELETE ghost/a                  | 401    | 404     | 403   | 403    | 403       | 404       | 404           | 404   | 403
            DELETE peer/none                | 401    | 404     | 404   | 404    | 404       | 404       | 404           | 404   | 404
            GET    peer/a/roles             | 401    | 404     | 403   | 403    | 200       | 404       | 200           | 200   | 200
            GET    peer/b/roles             | 401    | 404     | 404   | 404    | 404       | 404       | 409           | 409   | 409
            GET    foreign/a/roles          | 401    | 404     | 403   | 403    | 404       | 404       | 409           | 409   | 409
            GET    free/a/roles             | 401    | 404     | 403   | 403    | 404       | 404       | 409           | 409   | 409
            GET    ghost/a/roles            | 401    | 404     | 403   | 403    | 404       | 404       | 404           | 404   | 404
            GET    peer/none/roles          | 401    | 404     | 404   | 404    | 404       | 404       | 404           | 404   | 404
            POST   peer/a/roles ASSET_VIEWER | 401   | 404     | 403   | 403    | 201       | 404       | 201           | 201   | 403
            POST   peer/a/roles TRADER_VIEWER | 401  | 404     | 403   | 403    | 200       | 404       | 200           | 200   | 403
            POST   peer/a/roles NO_SUCH     | 401    | 404     | 403   | 403    | 400       | 404       | 400           | 400   | 403
            POST   peer/b/roles ASSET_VIEWER | 401   | 404     | 404   | 404    | 404       | 404       | 409           | 409   | 403
            POST   foreign/a/roles ASSET_VIEWER | 401 | 404    | 403   | 403    | 404       | 404       | 409           | 409   | 403
            POST   free/a/roles ASSET_VIEWER | 401   | 404     | 403   | 403    | 404       | 404       | 409           | 409   | 403
            POST   ghost/a/roles ASSET_VIEWER | 401  | 404     | 403   | 403    | 404       | 404       | 404           | 404   | 403
            DELETE peer/a/roles TRADER_VIEWER | 401  | 404     | 403   | 403    | 204       | 404       | 204           | 204   | 403
            DELETE peer/a/roles ASSET_VIEWER | 401   | 404     | 403   | 403    | 204       | 404       | 204           | 204   | 403
            DELETE peer/a/roles NO_SUCH     | 401    | 404     | 403   | 403    | 400       | 404       | 400           | 400   | 403
            DELETE foreign/a/roles ASSET_VIEWER | 401 | 404    | 403   | 403    | 404       | 404       | 409           | 409   | 403
            DELETE free/a/roles ASSET_VIEWER | 401   | 404     | 403   | 403    | 404       | 404       | 409           | 409   | 403
            DELETE ghost/a/roles ASSET_VIEWER | 401  | 404     | 403   | 403    | 404       | 404       | 404           | 404   | 403
            """)
    void answersEachCallerByTheTable(
            String call,
            int nobody,
            int unbound,
            int bound,
            int others,
            int roleAdmin,
            int elsewhere,
            int administrator,
            int owner,
            int reader) {
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("nobody", nobody);
        expected.put("unbound", unbound);
        expected.put("bound", bound);
        expected.put("others", others);
        expected.put("roleAdmin", roleAdmin);
        expected.put("elsewhere", elsewhere);
        expected.put("administrator", administrator);
        expected.put("owner", owner);
        expected.put("reader", reader);
        Map<String, Integer> answered = new LinkedHashMap<>();
        callers.forEach((caller, clients) -> {
            List<Integer> all = clients.stream()
                    .map(client -> status(client, call))
                    .distinct()
                    .toList();
            assertThat(all).as("all %s alike", caller).hasSize(1);
            answered.put(caller, all.getFirst());
        });
        assertThat(answered).isEqualTo(expected);
    }

    /** Asks, sees that the answer is whole, and lets all be as it was before. */
    private int status(Client client, String call) {
        String[] words = call.split(" +", -1);
        int slash = words[1].indexOf('/');
        String user = slash < 0 ? words[1] : words[1].substring(0, slash);
        String path = Registry.binding(user) + (slash < 0 ? "" : words[1].substring(slash));
        String body = words.length > 2 ? "{\"role\": \"" + words[2] + "\"}" : null;
        Answer answer = client.raw(words[0], path, body);
        assertThat(answer.header("Mandate-Decision")).hasSize(22);
        if (answer.status() >= 400) {
            assertThat(answer.text("decision")).isEqualTo(answer.header("Mandate-Decision"));
            answer.is(answer.status(), answer.text("code"));
        } else {
            assertThat(answer.header("Mandate-Revision")).isNotEmpty();
        }
        if (answer.status() < 300 && !words[0].equals("GET")) {
            begin();
        }
        return answer.status();
    }

    @Test
    void tellsARoleAdministratorNothingOfUsersElsewhere() {
        Client asking = one("roleAdmin");
        for (String user : List.of("foreign", "free", "ghost")) {
            assertThat(bare(asking.get(Registry.binding(user))))
                    .isEqualTo(bare(asking.get(Registry.binding("nobody"))));
            for (String method : List.of("GET", "POST", "DELETE")) {
                String body = method.equals("GET") ? null : "{\"role\": \"ASSET_VIEWER\"}";
                Answer hidden =
                        asking.raw(method, Registry.roles(user, "a"), body).is(404, "not_found");
                Answer unknown = asking.raw(method, Registry.roles("nobody", "a"), body);
                assertThat(bare(hidden)).isEqualTo(bare(unknown));
                Client conditional = asking.with("If-Match", "\"1\"");
                assertThat(bare(conditional.raw(method, Registry.roles(user, "a"), body)))
                        .isEqualTo(bare(unknown));
            }
        }
    }

    @Test
    void tellsNobodyOfAChannelElsewhere() {
        for (String caller : List.of("unbound", "bound", "roleAdmin")) {
            Client asking = one(caller);
            for (String method : List.of("POST", "DELETE")) {
                Answer hidden =
                        asking.raw(method, Registry.binding("peer", "b"), null).is(404, "not_found");
                assertThat(bare(hidden)).isEqualTo(bare(asking.raw(method, Registry.binding("peer", "z"), null)));
            }
            assertThat(bare(asking.get(Registry.roles("peer", "b"))))
                    .isEqualTo(bare(asking.get(Registry.roles("peer", "z"))));
        }
    }

    /** All bytes of an answer but those that differ between any two. */
    private static String bare(Answer answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("connection"); // the server closes each after a hundred answers
        headers.remove("mandate-decision");
        return answer.status() + " " + headers + " "
                + answer.body().replace(answer.header("Mandate-Decision"), "the decision");
    }

    @Test
    void namesTheRolesThatWouldDo() {
        Answer denied = one("bound").get(Registry.roles("peer", "a")).is(403, "action_not_permitted");
        assertThat(denied.json().path("missing").toString())
                .isEqualTo(
                        "[{\"action\":\"GET /user-services/users/{userId}/saleschannel-binding/{salesChannelId}/roles\","
                                + "\"needs\":[{\"entity\":\"ROLE\",\"operation\":\"read\",\"anyRole\":[\"ROLE_ADMINISTRATOR\"]}]}]");
        Answer binding = one("roleAdmin").post(Registry.binding("free", "a")).is(403, "action_not_permitted");
        assertThat(binding.json().path("missing").toString())
                .isEqualTo(
                        "[{\"action\":\"POST /user-services/users/{userId}/saleschannel-binding/{salesChannelId}\"}]");
        one("reader").post(Registry.binding("free", "a")).is(403, "insufficient_scope");
    }
}
