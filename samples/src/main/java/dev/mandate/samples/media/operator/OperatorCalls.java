package dev.mandate.samples.media.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Problem;
import dev.mandate.samples.media.MediaGatewaySettings;
import dev.mandate.samples.media.form.Form;
import dev.mandate.samples.media.form.Ids;
import dev.mandate.samples.media.task.MediaModule;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the studio's side can be asked, one method each. */
@Component
final class OperatorCalls {
    private static final Pattern TASK = Pattern.compile("GET /tasks/([^/]+)");
    private static final Pattern WEBHOOK = Pattern.compile("PUT /vendors/([^/]+)/([^/]+)/webhook");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String ID_RULE = "must be 1 to 64 characters of [A-Za-z0-9_-]";

    private final TaskDispatch tasks;
    private final Vendors vendors;
    private final JsonMapper json;
    private final boolean allowLoopback;

    OperatorCalls(TaskDispatch tasks, Vendors vendors, JsonMapper json, MediaGatewaySettings settings) {
        this.tasks = tasks;
        this.vendors = vendors;
        this.json = json;
        this.allowLoopback = settings.storage().webhookAllowLoopback();
    }

    record Answer(int status, Object body) {
        static Answer of(Problem problem) {
            return new Answer(problem.status(), problem);
        }
    }

    /** The webhook setting as the vendor has to know it. */
    record WebhookSetting(String url, String secret) {
        @Override
        public String toString() {
            return "WebhookSetting[url=" + url + "]";
        }
    }

    /** Answers {@code METHOD path}. */
    Answer answer(String call, byte[] body) throws IOException {
        Matcher task = TASK.matcher(call);
        if (task.matches()) {
            return look(task.group(1));
        }
        Matcher webhook = WEBHOOK.matcher(call);
        if (webhook.matches()) {
            return setWebhook(new Place(webhook.group(1), webhook.group(2)), json.readTree(body));
        }
        return switch (call) {
            case "POST /tasks" -> make(json.readTree(body));
            case "GET /livez" -> new Answer(200, Map.of("status", "up"));
            case "GET /readyz" -> ready();
            default -> notFound();
        };
    }

    private Answer make(JsonNode body) throws IOException {
        Form form = Form.of(body);
        String tenant = form.text("tenant", ID, ID_RULE);
        String workspace = form.text("workspaceId", ID, ID_RULE);
        String module = form.text("module", Pattern.compile("ECOMM|EDITORIAL"), "must be ECOMM or EDITORIAL");
        form.check();
        return new Answer(201, tasks.dispatch(new Place(tenant, workspace), MediaModule.valueOf(module)));
    }

    private Answer look(String id) throws IOException {
        var task = Ids.parse(id);
        var proof = task.isPresent() ? tasks.proof(task.get()) : Optional.<Proof.View>empty();
        return proof.map(view -> new Answer(200, view)).orElseGet(OperatorCalls::notFound);
    }

    private Answer setWebhook(Place place, JsonNode body) {
        Form form = Form.of(body);
        String url = form.text("url", 2000);
        if (!ID.matcher(place.tenant()).matches() || !ID.matcher(place.space()).matches()) {
            return notFound();
        }
        form.check();
        WebhookUrl checked = WebhookUrl.parse(url, allowLoopback);
        String secret = vendors.secret(place, null);
        vendors.setUrl(place, checked.uri().toString());
        return new Answer(200, new WebhookSetting(url, secret));
    }

    private Answer ready() {
        return tasks.isDatabaseThere()
                ? new Answer(200, Map.of("status", "up"))
                : Answer.of(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not_ready", "the database does not answer"));
    }

    private static Answer notFound() {
        return Answer.of(Problem.of(HttpStatus.NOT_FOUND, "not_found", "the operator port has no such thing"));
    }
}
