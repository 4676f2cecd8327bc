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

/** The studio's people, played by the sample's operator port: they give out tasks and look at what came back. */
final class Studio {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final RobotSettings settings;

    Studio(HttpClient http, RobotSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /** Tells where webhooks go, and learns the secret that signs them. */
    String setWebhook(URI url) throws IOException, InterruptedException {
        RobotSettings.Place place = settings.place();
        String path = "/vendors/" + place.tenant() + "/" + place.workspace() + "/webhook";
        JsonNode answer =
                send("PUT", path, Map.of("url", url.toString())).expect(200).json();
        return answer.path("secret").asString();
    }

    /** Makes a fresh task; the answer reads like the API's. */
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
