package dev.mandate.samples.robot;

import dev.mandate.client.token.TokenSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The vendor's program. It may run any number of times, also concurrently with different workspaces, because each run
 * creates its own tasks.
 */
public final class Robot implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Studio studio;
    private final MediaApi api;
    private final VendorStorage storage;
    private final Reporter reporter;

    public Robot(RobotSettings settings, Reporter reporter) {
        this.studio = new Studio(http, settings);
        TokenSource tokens = new TokenSource(settings.credentials(), http, InstantSource.system());
        this.api = new MediaApi(settings.gateway(), tokens);
        this.storage = new VendorStorage(http);
        this.reporter = reporter;
    }

    /**
     * Runs both round trips, ECOMM and EDITORIAL, which call all 15 actions.
     *
     * @throws RobotException at the first answer that a healthy installation does not give
     */
    public void play() throws IOException, InterruptedException {
        RoundTrip trip = new RoundTrip(studio, api, storage, reporter);
        try (WebhookListener webhook = new WebhookListener()) {
            webhook.believe(studio.setWebhook(webhook.url()));
            for (Workflow workflow : Workflow.values()) {
                trip.play(workflow, webhook);
            }
        }
    }

    /**
     * Calls one action on a new task in the right state for it, and returns the answer, whatever its status.
     *
     * @throws RobotException if a preparing call fails; submit needs start and presigned URL first
     */
    public Answer perform(MediaAction action) throws IOException, InterruptedException {
        Answer answer = prepare(action).perform();
        reporter.step(action.workflow(), answer.call(), answer.status());
        return answer;
    }

    /**
     * Creates a new task, brings it into the right state for the action, and returns the call of the action.
     *
     * @throws RobotException if a preparing call fails; submit needs start and presigned URL first
     */
    public PreparedCall prepare(MediaAction action) throws IOException, InterruptedException {
        Errand errand = new Errand(api, action.workflow(), studio.makeTask(action.workflow()));
        return switch (action.step()) {
            case TASK -> errand::task;
            case ASSETS -> errand::assets;
            case FILES -> errand::files;
            case SPECS -> errand::specs;
            case START -> errand::start;
            case PRESIGN -> () -> errand.presign(sketch());
            case SUBMIT -> submission(errand);
            case PARENT -> errand::parent;
            case ITEM -> errand::item;
        };
    }

    private PreparedCall submission(Errand errand) throws IOException, InterruptedException {
        errand.start().expect(200);
        Picture result = sketch();
        Promise promise = Promise.read(errand.presign(result).expect(200));
        storage.put(promise, result).expect(200);
        return () -> errand.submit(promise);
    }

    private static Picture sketch() {
        return new Picture("sketch.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n").retouched();
    }

    @Override
    public void close() {
        http.close();
    }
}
