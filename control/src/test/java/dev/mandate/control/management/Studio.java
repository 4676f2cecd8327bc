package dev.mandate.control.management;

import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.id.AppId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A fresh tenant with its Owner.
 *
 * @param app that manages on the Owner's behalf
 */
record Studio(String id, String app, String secret, Client owner) {
    static Studio open() {
        String id = "t-" + UUID.randomUUID();
        Answer started = Control.operator()
                .post("/api/v1/tenants", Map.of("id", id, "name", "Studio " + id))
                .is(201);
        String app = started.text("clientId");
        String secret = started.text("clientSecret");
        return new Studio(id, app, secret, Control.anonymous().as(app, secret));
    }

    /** An Owner's app of other scopes, with its token. */
    Client ownerWith(String... scopes) {
        return manager("owner", scopes);
    }

    /** An Owner's app with the scope {@code ask} alone, as earlier releases registered them. */
    Client asker() {
        Registered made = register("app-" + UUID.randomUUID(), "owner", "read");
        Past.wrote(this, new AppChange.AppScopesSet(new AppId(made.app()), Set.of(ManagementScope.ASK)));
        return Control.anonymous().as(made.app(), made.secret());
    }

    /** An Administrator with the scope {@code admin}. */
    Client administrator(String user) {
        owner.post("/api/v1/users", Map.of("id", user, "role", "administrator")).is(201);
        return manager(user, "admin");
    }

    private Client manager(String user, String... scopes) {
        Registered made = register("app-" + UUID.randomUUID(), user, scopes);
        return Control.anonymous().as(made.app(), made.secret());
    }

    /** An app and its first secret. */
    record Registered(String app, String secret, String secretId) {}

    /** Registers an app of that name. */
    Registered register(String name, String user, String... scopes) {
        Answer answer = owner.post("/api/v1/apps", Map.of("name", name, "onBehalfOf", user, "scopes", List.of(scopes)))
                .is(201);
        return new Registered(
                answer.text("id"),
                answer.json().path("secret").path("value").asString(),
                answer.json().path("secret").path("id").asString());
    }

    String user(String id) {
        owner.post("/api/v1/users", Map.of("id", id)).is(201);
        return "/api/v1/users/" + id;
    }

    /** Adds something with an id and a name; says where it stands. */
    String add(String kind, String id) {
        owner.post("/api/v1/" + kind, Map.of("id", id, "name", id)).is(201);
        return "/api/v1/" + kind + "/" + id;
    }

    String workspace(String id) {
        owner.post("/api/v1/spaces", Map.of("id", id, "kind", "workspace", "name", id))
                .is(201);
        return "/api/v1/spaces/" + id;
    }
}
