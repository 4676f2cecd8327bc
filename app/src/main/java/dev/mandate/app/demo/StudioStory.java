package dev.mandate.app.demo;

import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.vendor.AppSetup;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Vendor;
import dev.mandate.app.vendor.VendorSetup;
import dev.mandate.samples.robot.Robot;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.UUID;

/**
 * The story of the on-behalf user, from the registration of an app to the last way in which its token dies. Told as often
 * as one likes: it makes a role, a user, a group and an app of its own, and takes them away again.
 */
public final class StudioStory {
    private final StudioStage stage;
    private final DemoSteps steps;
    private final VendorSetup setup;
    private final VendorSetup.Plan draft;

    public StudioStory(StudioStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
        this.setup = new VendorSetup(stage.admin(), steps);
        String run = UUID.randomUUID().toString().substring(0, 8);
        this.draft = VendorSetup.Plan.of(
                "external-post-production", stage.workspace(), "role-" + run, "group-" + run, "user-" + run, " " + run);
    }

    /** Tells all of it. */
    public void tell() throws IOException, InterruptedException {
        steps.chapter("1. The studio lets a vendor in");
        AppSetup.Registered made = setup.make(draft);
        VendorSetup.Plan plan = draft.with(made);
        try (HttpClient http = HttpClient.newHttpClient();
                Robot robot = new Robot(
                        stage.robot(made.app(), made.secret()),
                        (workflow, step, status) -> steps.done(workflow + " " + step, status))) {
            readiness(plan);
            steps.chapter("2. The vendor's robot makes both round trips");
            robot.play();
            Vendor vendor = new Vendor(http, stage.gateway(), made.app(), made.secret());
            new SwitchChapter(stage, steps, plan).tell(robot);
            new HiddenChapter(stage, steps).tell(vendor);
            new StandingChapter(stage, steps, plan).tell(vendor);
            new HouseRulesChapter(stage, steps, http).tell(plan);
        } finally {
            setup.remove(plan);
        }
    }

    private void readiness(VendorSetup.Plan plan) {
        ManagementClient.Answer answer = stage.admin()
                .must("GET", "/api/v1/apps/" + plan.app() + "/readiness?connector=" + plan.connector(), null);
        steps.check(
                "the app is ready for its connector, with nothing to look at",
                answer.json().path("ready").asBoolean(false)
                        && answer.json().path("findings").isEmpty());
    }
}
