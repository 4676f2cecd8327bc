package dev.mandate.app.vendor;

import dev.mandate.app.file.Failure;
import dev.mandate.app.management.Listed;
import dev.mandate.app.management.ManagementClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Registers apps on behalf of users. */
public final class AppSetup {
    private final ManagementClient admin;
    private final DemoSteps steps;

    public AppSetup(ManagementClient admin, DemoSteps steps) {
        this.admin = admin;
        this.steps = steps;
    }

    /**
     * An app to register.
     *
     * @param scopes management scopes; none for a partner's app
     */
    public record Plan(String name, String user, List<String> scopes) {
        public Plan {
            scopes = List.copyOf(scopes);
        }

        /** A partner's app. */
        public static Plan of(String name, String user) {
            return new Plan(name, user, List.of());
        }
    }

    /** An app as it was registered, with a secret of it. */
    public record Registered(String app, String secret) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Registered[app=" + app + "]";
        }
    }

    /** Registers it and returns its secret, which is seen this once; one of this name that is there is given another. */
    public Registered make(Plan plan) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", plan.name());
        form.put("grantType", "client_credentials");
        form.put("onBehalfOf", plan.user());
        if (!plan.scopes().isEmpty()) {
            form.put("scopes", plan.scopes());
        }
        ManagementClient.Answer registered = admin.ensure("POST", "/api/v1/apps", form);
        steps.done("register the app on behalf of the user", registered);
        return registered.status() == 409 ? another(called(plan.name())) : registered(registered.json());
    }

    private static Registered registered(JsonNode made) {
        return new Registered(
                made.path("id").asString(), made.path("secret").path("value").asString());
    }

    private Registered another(String app) {
        JsonNode secret =
                admin.must("POST", "/api/v1/apps/" + app + "/secrets", Map.of()).json();
        return new Registered(app, secret.path("value").asString());
    }

    private String called(String name) {
        List<String> found = new ArrayList<>();
        Listed.each(admin, "/api/v1/apps", app -> {
            if (app.path("name").asString().equals(name)) {
                found.add(app.path("id").asString());
            }
        });
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new Failure("no app is called `" + name + "`, and yet the name is taken"));
    }
}
