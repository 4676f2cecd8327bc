package dev.mandate.app.vendor;

import dev.mandate.app.management.ManagementClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What a studio's administrator does for a vendor, in the order of the seed's article: a user role with the connector's
 * lines at Access, a dedicated user without skills, a group that opens one workspace, an app on behalf of the user.
 */
public final class VendorSetup {
    private final ManagementClient admin;
    private final DemoSteps steps;

    public VendorSetup(ManagementClient admin, DemoSteps steps) {
        this.admin = admin;
        this.steps = steps;
    }

    /**
     * The ids and names that it shall have.
     *
     * @param app empty until it is registered
     * @param label set behind each name, so that a story can be told many times
     */
    public record Plan(
            String connector, String workspace, String role, String group, String user, String app, String label) {
        /** Before the app is registered. */
        public static Plan of(
                String connector, String workspace, String role, String group, String user, String label) {
            return new Plan(connector, workspace, role, group, user, "", label);
        }

        /** The same, with its app. */
        public Plan with(AppSetup.Registered registered) {
            return new Plan(connector, workspace, role, group, user, registered.app(), label);
        }
    }

    /** Does all of it, or what an attempt that was cut off left to do, and returns the app with its secret. */
    public AppSetup.Registered make(Plan plan) {
        makeRole(plan);
        makeUser(plan);
        return registerApp(plan);
    }

    private void makeRole(Plan plan) {
        steps.done(
                "create the user role",
                admin.ensure("POST", "/api/v1/roles", Map.of("id", plan.role(), "name", "API User" + plan.label())));
        Map<String, String> switches = new LinkedHashMap<>();
        lines(plan.connector()).forEach(line -> switches.put(line, "ACCESS"));
        steps.done(
                "set the connector's lines to Access",
                admin.must("PATCH", "/api/v1/roles/" + plan.role() + "/permissions", switches));
    }

    /** Every action of every module, once. */
    public Set<String> lines(String connector) {
        Set<String> lines = new TreeSet<>();
        for (JsonNode module : modules(connector)) {
            module.path("required").forEach(line -> lines.add(line.asString()));
            module.path("optional").forEach(line -> lines.add(line.asString()));
        }
        return lines;
    }

    private JsonNode modules(String connector) {
        return admin.must("GET", "/api/v1/connectors/" + connector, null).json().path("modules");
    }

    private void makeUser(Plan plan) {
        steps.done(
                "create a group that opens the vendor's workspace",
                admin.ensure(
                        "POST",
                        "/api/v1/groups",
                        Map.of(
                                "id",
                                plan.group(),
                                "name",
                                "Vendor" + plan.label(),
                                "workspaces",
                                List.of(plan.workspace()))));
        steps.done(
                "create a dedicated user with the role",
                admin.ensure(
                        "POST",
                        "/api/v1/users",
                        Map.of(
                                "id", plan.user(),
                                "kind", "service",
                                "name", "API Connection" + plan.label(),
                                "role", plan.role(),
                                "groups", List.of(plan.group()))));
        steps.done(
                "take all skills away",
                admin.must("PUT", "/api/v1/users/" + plan.user() + "/skills", Map.of("skills", new ArrayList<>())));
    }

    private AppSetup.Registered registerApp(Plan plan) {
        AppSetup.Registered app = new AppSetup(admin, steps)
                .make(new AppSetup.Plan("External Post-Production" + plan.label(), plan.user(), List.of()));
        Map<String, Object> connectors =
                Map.of(plan.connector(), modules(plan.connector()).propertyNames());
        // refused (409) where the log's format was not raised since an upgrade; the vendor works all the same
        steps.done(
                "name the connector and the modules that the app uses",
                admin.ensure("PATCH", "/api/v1/apps/" + app.app(), Map.of("connectors", connectors)));
        return app;
    }

    /** Takes away what {@link #make} made. */
    public void remove(Plan plan) {
        admin.must("DELETE", "/api/v1/apps/" + plan.app(), null);
        admin.must("DELETE", "/api/v1/users/" + plan.user(), null);
        admin.must("DELETE", "/api/v1/groups/" + plan.group(), null);
        steps.done("clean up", admin.must("DELETE", "/api/v1/roles/" + plan.role(), null));
    }
}
