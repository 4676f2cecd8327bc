package dev.mandate.samples.robot;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as received.
 *
 * @param call the called action, {@code METHOD template}
 * @param body as UTF-8 text
 */
public record Answer(String call, int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(String call, HttpResponse<String> response) {
        return new Answer(call, response.statusCode(), response.headers(), response.body());
    }

    /**
     * Parses the body as JSON.
     *
     * @throws RobotException if it is not JSON
     */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new RobotException("`%s` answered %d without JSON".formatted(call, status));
        }
    }

    Answer expect(int expected) {
        if (status != expected) {
            throw new RobotException("`%s` answered %d, expected %d: %s".formatted(call, status, expected, body));
        }
        return this;
    }
}
