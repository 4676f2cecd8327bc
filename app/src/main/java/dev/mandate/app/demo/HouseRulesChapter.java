package dev.mandate.app.demo;

import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.vendor.AppSetup;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Vendor;
import dev.mandate.app.vendor.VendorSetup;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;

/** What an administrator's role does not give, and what the house refuses to set up. */
final class HouseRulesChapter {
    private final StudioStage stage;
    private final DemoSteps steps;
    private final HttpClient http;

    HouseRulesChapter(StudioStage stage, DemoSteps steps, HttpClient http) {
        this.stage = stage;
        this.steps = steps;
        this.http = http;
    }

    void tell(VendorSetup.Plan plan) {
        steps.chapter("6. Rules of the house");
        ManagementClient admin = stage.admin();
        ManagementClient.Answer management = admin.call(
                "PATCH", "/api/v1/roles/" + plan.role() + "/permissions", Map.of("POST /api/v1/users", "ACCESS"));
        steps.done("a user role that holds a management action", management.status());
        steps.check("it is refused", management.status() == 400);
        administrator(plan.user() + "-admin");
    }

    private void administrator(String id) {
        ManagementClient admin = stage.admin();
        admin.must("POST", "/api/v1/users", Map.of("id", id, "role", "administrator"));
        try {
            ManagementClient.Answer plain =
                    admin.call("POST", "/api/v1/apps", Map.of("name", "App " + id, "onBehalfOf", id));
            steps.done("an app on behalf of an administrator without management scopes", plain.status());
            steps.check("it is refused", plain.status() == 409);
            impliesNothing(id);
        } finally {
            admin.must("DELETE", "/api/v1/users/" + id, null);
        }
    }

    private void impliesNothing(String user) {
        ManagementClient admin = stage.admin();
        AppSetup.Registered app =
                new AppSetup(admin, DemoSteps.silent()).make(new AppSetup.Plan("Reads " + user, user, List.of("read")));
        try {
            Vendor reader = new Vendor(http, stage.gateway(), app.app(), app.secret(), "read");
            int status = reader.get(reader.token(), "/v1/extpost/tasks/" + stage.task())
                    .status();
            steps.done("an administrator's app calls an API action", status);
            steps.check("its token is for management alone", status == 401);
        } finally {
            admin.must("DELETE", "/api/v1/apps/" + app.app(), null);
        }
    }
}
