package dev.mandate.samples.media.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.form.IdParser;
import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.media.setting.MediaGatewaySettings;
import dev.mandate.samples.media.task.MediaModule;
import dev.mandate.samples.operator.OperatorAnswer;
import dev.mandate.samples.operator.OperatorCalls;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Routes the calls of the studio's operator port. */
@Component
final class MediaOperatorCalls implements OperatorCalls {
    private static final Pattern TASK = Pattern.compile("GET /tasks/([^/]+)");
    private static final Pattern WEBHOOK = Pattern.compile("PUT /vendors/([^/]+)/([^/]+)/webhook");

    private final TaskDispatch tasks;
    private final Vendors vendors;
    private final JsonMapper json;
    private final boolean allowLoopback;

    MediaOperatorCalls(TaskDispatch tasks, Vendors vendors, JsonMapper json, MediaGatewaySettings settings) {
        this.tasks = tasks;
        this.vendors = vendors;
        this.json = json;
        this.allowLoopback = settings.storage().webhookAllowLoopback();
    }

    /** The answer to setting a webhook, as the vendor needs it. */
    record WebhookSetting(String url, String secret) {
        @Override
        public String toString() {
            return "WebhookSetting[url=" + url + "]";
        }
    }

    @Override
    public OperatorAnswer answer(String call, byte[] body) throws IOException {
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
            default -> OperatorAnswer.notFound();
        };
    }

    private OperatorAnswer make(JsonNode body) throws IOException {
        RequestForm form = RequestForm.of(body);
        String tenant = form.mandateId("tenant");
        String workspace = form.mandateId("workspaceId");
        String module = form.text("module", Pattern.compile("ECOMM|EDITORIAL"), "must be ECOMM or EDITORIAL");
        form.check();
        return new OperatorAnswer(201, tasks.dispatch(new Place(tenant, workspace), MediaModule.valueOf(module)));
    }

    private OperatorAnswer look(String id) throws IOException {
        var task = IdParser.parse(id);
        var proof = task.isPresent() ? tasks.proof(task.get()) : Optional.<Proof.View>empty();
        return proof.map(view -> new OperatorAnswer(200, view)).orElseGet(OperatorAnswer::notFound);
    }

    private OperatorAnswer setWebhook(Place place, JsonNode body) {
        RequestForm form = RequestForm.of(body);
        String url = form.text("url", 2000);
        if (!IdParser.isMandateId(place.tenant()) || !IdParser.isMandateId(place.space())) {
            return OperatorAnswer.notFound();
        }
        form.check();
        WebhookUrl checked = WebhookUrl.parse(url, allowLoopback);
        String secret = vendors.secret(place, null);
        vendors.setUrl(place, checked.uri().toString());
        return new OperatorAnswer(200, new WebhookSetting(url, secret));
    }
}
