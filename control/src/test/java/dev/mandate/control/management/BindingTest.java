package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a binding is, and what becomes of it. */
class BindingTest {
    private final Registry registry = Registry.open();
    private final Client owner = registry.owner();

    private static Map<String, String> role(String name) {
        return Map.of("role", name);
    }

    @Test
    void bindsAUserToOneChannel() {
        registry.user("ann");
        Answer bound = owner.post(Registry.binding("ann", "a")).is(201);
        assertThat(bound.body()).isEqualTo("{\"userId\":\"ann\",\"salesChannelId\":\"a\",\"roles\":[]}");
        assertThat(bound.header("Location")).isEqualTo(Registry.binding("ann"));
        Answer again = owner.post(Registry.binding("ann", "a")).is(200);
        assertThat(again.body()).isEqualTo(bound.body());
        assertThat(again.etag()).isEqualTo(bound.etag());
        assertThat(again.header("Mandate-Revision")).isEqualTo(bound.header("Mandate-Revision"));
        Answer elsewhere = owner.post(Registry.binding("ann", "b")).is(409, "bound_elsewhere");
        assertThat(elsewhere.text("detail")).contains("`a`");
        assertThat(owner.get(Registry.binding("ann")).is(200).body()).isEqualTo(bound.body());
    }

    @Test
    void showsEveryoneTheirOwnBinding() {
        registry.user("ann");
        Client ann = registry.vendor("ann");
        ann.get(Registry.binding("me")).is(404, "not_bound");
        ann.get(Registry.binding("ann")).is(404, "not_bound");
        registry.bind("ann", "a", "TRADER_VIEWER", "ASSET_VIEWER");
        Answer own = ann.get(Registry.binding("me")).is(200);
        assertThat(own.body())
                .isEqualTo(
                        "{\"userId\":\"ann\",\"salesChannelId\":\"a\",\"roles\":[\"ASSET_VIEWER\",\"TRADER_VIEWER\"]}");
        assertThat(ann.get(Registry.binding("ann")).is(200).body()).isEqualTo(own.body());
        assertThat(ann.raw("HEAD", Registry.binding("me"), null).is(200).body()).isEmpty();
    }

    @Test
    void dropsTheRolesWithTheBinding() {
        registry.user("ann", "a", "TRADER_VIEWER");
        owner.delete(Registry.binding("ann", "b")).is(404, "not_found");
        owner.delete(Registry.binding("ann", "a")).is(204);
        owner.delete(Registry.binding("ann", "a")).is(404, "not_found");
        assertThat(owner.post(Registry.binding("ann", "a")).is(201).texts("roles"))
                .isEmpty();
    }

    @Test
    void grantsTheElevenRolesAndNoOther() {
        registry.user("ann", "a");
        List<String> eleven = new ArrayList<>(Registry.OTHER_ROLES);
        eleven.add(Registry.ROLE_ADMINISTRATOR);
        eleven.sort(null);
        for (String name : eleven) {
            owner.post(Registry.roles("ann", "a"), role(name)).is(201);
        }
        assertThat(owner.get(Registry.roles("ann", "a")).is(200).texts("roles")).isEqualTo(eleven);
        for (String none : List.of("TRADER_ACCEPTER", "BINDING_ADMINISTRATOR", "trader_viewer", "", "owner", "a\nb")) {
            Answer refused = owner.post(Registry.roles("ann", "a"), role(none)).names("role");
            assertThat(refused.texts("valid")).isEqualTo(eleven);
        }
    }

    @Test
    void addsAndRemovesARoleOnce() {
        registry.user("ann", "a");
        Answer added =
                owner.post(Registry.roles("ann", "a"), role("EVENT_VIEWER")).is(201);
        assertThat(added.texts("roles")).containsExactly("EVENT_VIEWER");
        Answer again =
                owner.post(Registry.roles("ann", "a"), role("EVENT_VIEWER")).is(200);
        assertThat(again.body()).isEqualTo(added.body());
        assertThat(again.header("Mandate-Revision")).isEqualTo(added.header("Mandate-Revision"));
        Answer removed =
                owner.delete(Registry.roles("ann", "a") + "?role=EVENT_VIEWER").is(204);
        Answer absent =
                owner.delete(Registry.roles("ann", "a") + "?role=EVENT_VIEWER").is(204);
        assertThat(absent.header("Mandate-Revision")).isEqualTo(removed.header("Mandate-Revision"));
    }

    @Test
    void letsARoleAdministratorManageRolesOfItselfAndOthers() {
        registry.user("chief", "a", Registry.ROLE_ADMINISTRATOR);
        registry.user("ann", "a");
        Client chief = registry.vendor("chief");
        chief.post(Registry.roles("ann", "a"), role("TRADER_VIEWER")).is(201);
        assertThat(chief.get(Registry.binding("ann")).is(200).texts("roles")).containsExactly("TRADER_VIEWER");
        chief.delete(Registry.roles("ann", "a") + "?role=TRADER_VIEWER").is(204);
        chief.post(Registry.roles("me", "a"), role("TRADER_ADMINISTRATOR")).is(201);
        chief.delete(Registry.roles("me", "a") + "?role=ROLE_ADMINISTRATOR").is(204);
        chief.post(Registry.roles("chief", "a"), role("ROLE_ADMINISTRATOR")).is(403, "action_not_permitted");
    }

    @Test
    void leavesBindingsOfUsersAboveToTheirPeers() {
        registry.user("chief", "a", Registry.ROLE_ADMINISTRATOR);
        registry.bind("owner", "a");
        Client chief = registry.vendor("chief");
        Client administrator = registry.studio().administrator("admin");
        for (Client below : List.of(chief, administrator)) {
            below.post(Registry.roles("owner", "a"), role("EVENT_VIEWER")).is(201);
            below.delete(Registry.roles("owner", "a") + "?role=EVENT_VIEWER").is(204);
            below.get(Registry.roles("owner", "a")).is(200);
        }
        administrator.delete(Registry.binding("owner", "a")).is(403, "user_above");
        registry.bind("admin", "a");
        chief.post(Registry.roles("admin", "a"), role("EVENT_VIEWER")).is(201);
        administrator.delete(Registry.roles("me", "a") + "?role=EVENT_VIEWER").is(204);
        administrator.post(Registry.roles("me", "a"), role("EVENT_VIEWER")).is(201);
        owner.post(Registry.roles("me", "a"), role("EVENT_VIEWER")).is(201);
    }

    @Test
    void readsTheRoleFromBodyOrQueryNotFromBothDifferently() {
        registry.user("ann", "a", "EVENT_VIEWER", "ASSET_VIEWER");
        String roles = Registry.roles("ann", "a");
        owner.raw("DELETE", roles + "?role=ASSET_VIEWER", "{\"role\": \"EVENT_VIEWER\"}")
                .names("role");
        owner.delete(roles + "?role=ASSET_VIEWER&role=EVENT_VIEWER").names("role");
        owner.delete(roles).names("role");
        owner.post(roles).is(400, "invalid_request");
        assertThat(owner.get(roles).texts("roles")).hasSize(2);
        owner.raw("DELETE", roles + "?role=EVENT_VIEWER", "{\"role\": \"EVENT_VIEWER\"}")
                .is(204);
        owner.raw("DELETE", roles, "{\"role\": \"ASSET_VIEWER\"}").is(204);
        assertThat(owner.get(roles).texts("roles")).isEmpty();
    }

    @Test
    void refusesUnknownFields() {
        registry.user("ann", "a");
        String roles = Registry.roles("ann", "a");
        owner.raw("POST", roles, "{\"role\": \"EVENT_VIEWER\", \"until\": \"2030-01-01T00:00:00Z\"}")
                .names("until");
        owner.raw("DELETE", roles, "{\"roles\": [\"EVENT_VIEWER\"]}").names("roles");
        owner.raw("POST", roles, "{\"role\": 1}").names("role");
        owner.raw("POST", roles, "{}").names("role");
        owner.raw("POST", Registry.binding("ann", "a"), "{\"roles\": []}").names("roles");
        owner.raw("DELETE", Registry.binding("ann", "a"), "{\"force\": true}").names("force");
        owner.raw("POST", Registry.binding("ann", "a"), "{}").is(200);
    }

    @Test
    void keepsMeForTheCaller() {
        owner.post("/api/v1/users", Map.of("id", "me")).names("id");
        Map<String, Object> tenant = Map.of("id", "t-me-" + registry.studio().id(), "name", "Me", "owner", "me");
        Control.operator().post("/api/v1/tenants", tenant).names("owner");
        owner.post(Registry.binding("me", "b")).is(201);
        assertThat(owner.get(Registry.binding("owner")).text("salesChannelId")).isEqualTo("b");
        owner.delete(Registry.binding("me", "b")).is(204);
    }

    @Test
    void forgetsABindingToAChannelThatIsGone() {
        registry.user("ann", "a", "TRADER_VIEWER");
        Client ann = registry.vendor("ann");
        owner.delete("/api/v1/spaces/a?kind=sales-channel").is(204);
        ann.get(Registry.binding("me")).is(404, "not_bound");
        owner.get(Registry.roles("ann", "a")).is(404, "not_found");
        assertThat(owner.get("/api/v1/users/ann").json().has("binding")).isFalse();
        assertThat(owner.post(Registry.binding("ann", "b")).is(201).texts("roles"))
                .isEmpty();
    }

    @Test
    void forgetsTheBindingOfAUserThatIsGone() {
        registry.user("ann", "a", Registry.ROLE_ADMINISTRATOR);
        registry.user("chief", "a", Registry.ROLE_ADMINISTRATOR);
        Client ann = registry.vendor("ann");
        owner.delete("/api/v1/users/ann").is(204);
        ann.get(Registry.binding("me")).is(401, "invalid_token");
        registry.vendor("chief").get(Registry.binding("ann")).is(404, "not_found");
        owner.get(Registry.binding("ann")).is(404, "not_found");
    }

    @Test
    void showsTheBindingWithTheUser() {
        registry.user("ann", "a", "TRADER_VIEWER", "ASSET_VIEWER");
        Answer user = owner.get("/api/v1/users/ann").is(200);
        assertThat(user.json().path("binding").toString())
                .isEqualTo("{\"salesChannelId\":\"a\",\"roles\":[\"ASSET_VIEWER\",\"TRADER_VIEWER\"]}");
        assertThat(user.etag()).isEqualTo(owner.get(Registry.binding("ann")).etag());
        owner.delete(Registry.binding("ann", "a")).is(204);
        assertThat(owner.get("/api/v1/users/ann").json().has("binding")).isFalse();
    }

    @Test
    void letsGoOfARoleThatNoApiListsAnyMore() {
        registry.user("ann", "a", "TRADER_VIEWER");
        owner.post("/api/v1/apis/" + Registry.SALES + "/disable").is(200);
        String roles = Registry.roles("ann", "a");
        assertThat(owner.get(roles).texts("roles")).containsExactly("TRADER_VIEWER");
        assertThat(owner.post(roles, role("TRADER_VIEWER")).names("role").texts("valid"))
                .containsExactly("ROLE_ADMINISTRATOR");
        owner.delete(roles + "?role=TRADER_VIEWER").is(204);
        owner.delete(roles + "?role=TRADER_VIEWER").names("role");
    }

    @Test
    void repeatsARequestUnderItsKey() {
        registry.user("ann", "a");
        Client once = owner.with("Idempotency-Key", "k-1");
        Answer first =
                once.post(Registry.roles("ann", "a"), role("EVENT_VIEWER")).is(201);
        Answer repeat =
                once.post(Registry.roles("ann", "a"), role("EVENT_VIEWER")).is(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(repeat.header("Mandate-Revision")).isEqualTo(first.header("Mandate-Revision"));
        once.post(Registry.roles("ann", "a"), role("ASSET_VIEWER")).is(422, "idempotency_key_reused");
    }

    @Test
    void writesOnlyWhatTheCallerHasRead() {
        registry.user("ann", "a");
        String read = owner.get(Registry.binding("ann")).etag();
        Client careful = owner.with("If-Match", read);
        careful.post(Registry.roles("ann", "a"), role("EVENT_VIEWER")).is(201);
        careful.delete(Registry.binding("ann", "a")).is(412, "precondition_failed");
        careful.delete(Registry.roles("ann", "a") + "?role=EVENT_VIEWER").is(412, "precondition_failed");
        owner.with("If-Match", owner.get(Registry.binding("ann")).etag())
                .delete(Registry.binding("ann", "a"))
                .is(204);
    }

    @Test
    void answersAtTheRevisionThatIsDemanded() {
        registry.user("ann");
        Answer bound = owner.post(Registry.binding("ann", "a")).is(201);
        Client ann = registry.vendor("ann");
        ann.with("Mandate-At-Least", bound.header("Mandate-Revision"))
                .get(Registry.binding("me"))
                .is(200);
        ann.with("Mandate-At-Least", "999999.0").get(Registry.binding("me")).is(503, "undecided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void hasNoOtherMethods(String method) {
        Answer answer = owner.raw(method, Registry.binding("ann", "a"), "{}").is(405, "method_not_allowed");
        assertThat(answer.header("Allow")).contains("POST").contains("DELETE");
    }

    @Test
    void knowsNoTenantButTheCallersOwn() {
        Registry other = Registry.open();
        other.user("bob", "a", Registry.ROLE_ADMINISTRATOR);
        other.owner().post("/api/v1/spaces", Map.of("id", "c", "kind", "sales-channel", "name", "c"));
        owner.get(Registry.binding("bob")).is(404, "not_found");
        owner.post(Registry.binding("owner", "c")).is(404, "not_found");
        Control.operator().get(Registry.binding("me")).is(404, "not_found");
        Control.operator().post(Registry.binding("bob", "a")).is(404, "not_found");
    }

    @Test
    void hasNoPathsWhereTheApiIsDisabled() {
        registry.user("ann", "a", Registry.ROLE_ADMINISTRATOR);
        owner.post("/api/v1/apis/user-services/disable").is(200);
        registry.vendor("ann").get(Registry.binding("me")).is(404, "not_found");
        owner.post(Registry.binding("ann", "a")).is(404, "not_found");
        owner.post("/api/v1/apis/user-services/enable").is(200);
        owner.post(Registry.binding("ann", "a")).is(200);
    }

    @Test
    void holdsWhatTheBindingGivesUnderAnyScope() {
        registry.user("ann", "a");
        registry.bind("owner", "a", Registry.ROLE_ADMINISTRATOR);
        Client reader = registry.studio().ownerWith("read");
        reader.get(Registry.roles("ann", "a")).is(200);
        reader.post(Registry.roles("ann", "a"), role("EVENT_VIEWER")).is(201);
        reader.post(Registry.binding("ann", "a")).is(403, "insufficient_scope");
        Client asker = registry.studio().asker();
        asker.post(Registry.binding("ann", "a")).is(403, "insufficient_scope");
        asker.get(Registry.binding("ann")).is(200);
        asker.post(Registry.binding("ann", "b")).is(404, "not_found");
    }
}
