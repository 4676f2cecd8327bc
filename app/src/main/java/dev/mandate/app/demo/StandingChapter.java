package dev.mandate.app.demo;

import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Retries;
import dev.mandate.app.vendor.Vendor;
import dev.mandate.app.vendor.VendorSetup;
import java.util.List;
import java.util.Map;

/** Every way in which a token dies before its time: 401 at once, and enabling again revives nothing. */
final class StandingChapter {
    private final StudioStage stage;
    private final DemoSteps steps;
    private final VendorSetup.Plan plan;
    private String dead = "";

    StandingChapter(StudioStage stage, DemoSteps steps, VendorSetup.Plan plan) {
        this.stage = stage;
        this.steps = steps;
        this.plan = plan;
    }

    void tell(Vendor vendor) {
        steps.chapter("5. Tokens that are dead at once");
        ManagementClient admin = stage.admin();
        String user = "/api/v1/users/" + plan.user();
        String app = "/api/v1/apps/" + plan.app();
        String tenant = "/api/v1/tenants/" + stage.tenant();
        kills(vendor, "user disabled", () -> admin.must("POST", user + "/disable", null));
        revivesNothing(vendor, "user enabled", () -> admin.must("POST", user + "/enable", null));
        kills(vendor, "app disabled", () -> admin.must("POST", app + "/disable", null));
        revivesNothing(vendor, "app enabled", () -> admin.must("POST", app + "/enable", null));
        kills(vendor, "tenant suspended", () -> stage.platform().must("POST", tenant + "/suspend", null));
        revivesNothing(vendor, "tenant active again", () -> stage.platform().must("POST", tenant + "/activate", null));
        kills(vendor, "tokens of the app revoked", () -> admin.must("POST", app + "/revoke-tokens", null));
        kills(vendor, "tokens of the user revoked", () -> admin.must("POST", user + "/revoke-tokens", null));
        onBehalfChanged(vendor, app);
        withdrawn(vendor, app);
    }

    private void onBehalfChanged(Vendor vendor, String app) {
        ManagementClient admin = stage.admin();
        String other = plan.user() + "-other";
        admin.must("POST", "/api/v1/users", Map.of("id", other, "role", plan.role(), "groups", List.of(plan.group())));
        kills(vendor, "on-behalf user changed", () -> admin.must("PUT", app + "/on-behalf-of", Map.of("user", other)));
        admin.must("PUT", app + "/on-behalf-of", Map.of("user", plan.user()));
        admin.must("DELETE", "/api/v1/users/" + other, null);
    }

    private void withdrawn(Vendor vendor, String app) {
        ManagementClient admin = stage.admin();
        String secret = admin.must("GET", app + "/secrets", null)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        kills(vendor, "secret withdrawn", () -> admin.must("DELETE", app + "/secrets/" + secret, null));
        steps.done("a new token with the withdrawn secret", vendor.tokenStatus());
    }

    private void kills(Vendor vendor, String what, Runnable change) {
        String token = vendor.token();
        steps.check("a call succeeds before: " + what, status(vendor, token) == 200);
        change.run();
        int after = Retries.until(s -> s == 401, () -> status(vendor, token));
        steps.done("the same call after: " + what, after);
        steps.check("401 with the token issued before: " + what, after == 401);
        dead = token;
    }

    private void revivesNothing(Vendor vendor, String what, Runnable change) {
        change.run();
        String fresh = Retries.until(t -> !t.isEmpty(), () -> vendor.tokenStatus() == 200 ? vendor.token() : "");
        steps.check("a new token works: " + what, status(vendor, fresh) == 200);
        steps.check("the old one stays dead: " + what, status(vendor, dead) == 401);
    }

    private int status(Vendor vendor, String token) {
        return vendor.get(token, "/v1/extpost/tasks/" + stage.task()).status();
    }
}
