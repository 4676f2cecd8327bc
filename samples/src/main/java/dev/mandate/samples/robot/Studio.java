package dev.mandate.samples.robot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the sample's operator port in the role of the studio's staff: creates tasks and inspects the outcome. */
final class Studio {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final RobotSettings settings;

    Studio(HttpClient http, RobotSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /** Sets the URL of the webhook, and returns the secret that signs webhooks. */
    String setWebhook(URI url) throws IOException, InterruptedException {
        RobotSettings.Place place = settings.place();
        String path = "/vendors/" + place.tenant() + "/" + place.workspace() + "/webhook";
        JsonNode answer =
                send("PUT", path, Map.of("url", url.toString())).expect(200).json();
        return answer.path("secret").asString();
    }

    /** Creates a task and returns it in the form of the API. */
    JsonNode makeTask(Workflow workflow) throws IOException, InterruptedException {
        Map<String, String> wanted = Map.of(
                "tenant", settings.place().tenant(),
                "workspaceId", settings.place().workspace(),
                "module", workflow.name());
        return send("POST", "/tasks", wanted).expect(201).json();
    }

    JsonNode look(String task) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.operator().resolve("/tasks/" + task));
        return answer("GET /tasks/{taskId} (operator)", request.GET())
                .expect(200)
                .json();
    }

    private Answer send(String method, String path, Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.operator().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return answer(method + " " + path + " (operator)", request);
    }

    private Answer answer(String call, HttpRequest.Builder request) throws IOException, InterruptedException {
        return Answer.of(call, http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString()));
    }
}
