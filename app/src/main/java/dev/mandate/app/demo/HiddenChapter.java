package dev.mandate.app.demo;

import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Explanations;
import dev.mandate.app.vendor.Vendor;
import dev.mandate.app.vendor.Vendor.Seen;
import java.util.UUID;

/** A task of a workspace that is not reached looks like one that does not exist; the owner can tell the two apart. */
final class HiddenChapter {
    private final StudioStage stage;
    private final DemoSteps steps;

    HiddenChapter(StudioStage stage, DemoSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    void tell(Vendor vendor) {
        steps.chapter("4. A task of another workspace");
        String token = vendor.token();
        Seen foreign = vendor.get(token, "/v1/extpost/tasks/" + stage.foreignTask());
        Seen unknown = vendor.get(token, "/v1/extpost/tasks/" + UUID.randomUUID());
        steps.done("GET a foreign task", foreign.status());
        steps.done("GET a task that does not exist", unknown.status());
        steps.check(
                "both answers are 404 and equal, byte for byte",
                foreign.status() == 404 && foreign.comparable().equals(unknown.comparable()));
        steps.check("the owner sees: outside the spaces", reason(foreign).equals("outside_spaces"));
        steps.check("the owner sees: no such resource", reason(unknown).equals("no_such_resource"));
    }

    private String reason(Seen seen) {
        return Explanations.reason(stage.admin(), seen);
    }
}
