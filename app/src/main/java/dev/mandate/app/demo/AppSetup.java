package dev.mandate.app.demo;

import dev.mandate.app.management.ManagementClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Registers apps on behalf of users. */
public final class AppSetup {
    private final ManagementClient admin;
    private final Steps steps;

    public AppSetup(ManagementClient admin, Steps steps) {
        this.admin = admin;
        this.steps = steps;
    }

    /**
     * An app to register.
     *
     * @param scopes management scopes; none for a partner's app
     */
    public record Plan(String id, String name, String user, List<String> scopes) {
        public Plan {
            scopes = List.copyOf(scopes);
        }

        /** A partner's app, called like its id. */
        public static Plan of(String id, String user) {
            return new Plan(id, id, user, List.of());
        }
    }

    /** Registers it and returns its secret, which is seen this once; one that is registered already is given another. */
    public String make(Plan plan) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", plan.id());
        form.put("name", plan.name());
        form.put("grantType", "client_credentials");
        form.put("onBehalfOf", plan.user());
        if (!plan.scopes().isEmpty()) {
            form.put("scopes", plan.scopes());
        }
        ManagementClient.Answer registered = admin.ensure("POST", "/api/v1/apps", form);
        steps.done("register the app on behalf of the user", registered);
        JsonNode secret = registered.status() == 409
                ? admin.must("POST", "/api/v1/apps/" + plan.id() + "/secrets", Map.of())
                        .json()
                : registered.json().path("secret");
        return secret.path("value").asString();
    }
}
