package dev.mandate.app.demo;

import dev.mandate.app.file.Failure;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Retries;
import dev.mandate.app.vendor.VendorSetup;
import dev.mandate.samples.robot.Answer;
import dev.mandate.samples.robot.MediaAction;
import dev.mandate.samples.robot.PreparedCall;
import dev.mandate.samples.robot.Robot;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Each of the 15 actions at None: that call fails and names it, the other 14 succeed; back at Access it succeeds. */
final class SwitchChapter {
    private final StudioStage stage;
    private final DemoSteps steps;
    private final VendorSetup.Plan plan;

    SwitchChapter(StudioStage stage, DemoSteps steps, VendorSetup.Plan plan) {
        this.stage = stage;
        this.steps = steps;
        this.plan = plan;
    }

    void tell(Robot robot) throws IOException, InterruptedException {
        steps.chapter("3. Each single action set to None");
        for (MediaAction off : MediaAction.values()) {
            Map<MediaAction, PreparedCall> calls = prepared(robot);
            PreparedCall own = Objects.requireNonNull(calls.remove(off));
            set(off, "NONE");
            Answer refused = Retries.until(a -> a.status() == 403, () -> call(own));
            steps.done(off.key() + " at None", refused.status());
            steps.check("it names what is missing", names(refused, off));
            for (PreparedCall other : calls.values()) {
                Answer answer = call(other);
                if (answer.status() >= 300) {
                    throw new Failure("`" + answer.call() + "` answered " + answer.status() + ": " + answer.body());
                }
            }
            steps.check("the other " + calls.size() + " succeed", calls.size() == MediaAction.values().length - 1);
            set(off, "ACCESS");
            steps.done(
                    off.key() + " back at Access, with the same token",
                    Retries.until(a -> a.status() == 200, () -> call(own)).status());
        }
    }

    private static Map<MediaAction, PreparedCall> prepared(Robot robot) throws IOException, InterruptedException {
        Map<MediaAction, PreparedCall> calls = new EnumMap<>(MediaAction.class);
        for (MediaAction action : MediaAction.values()) {
            calls.put(action, robot.prepare(action));
        }
        return calls;
    }

    private void set(MediaAction action, String permission) {
        stage.admin().must("PATCH", "/api/v1/roles/" + plan.role() + "/permissions", Map.of(action.key(), permission));
    }

    private static boolean names(Answer refused, MediaAction off) {
        return refused.status() == 403
                && refused.json().path("code").asString().equals("action_not_permitted")
                && refused.json().path("missing").size() == 1
                && refused.json()
                        .path("missing")
                        .path(0)
                        .path("action")
                        .asString()
                        .equals(off.key());
    }

    private static Answer call(PreparedCall call) {
        try {
            return call.perform();
        } catch (IOException e) {
            throw new Failure("cannot reach the gateway", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }
}
