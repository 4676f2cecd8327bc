package dev.mandate.control.decision;

import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.protocol.record.DecisionRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /internal/decisions}: takes the reports of gateways. */
@RestController
final class DecisionIntake {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final DecisionStore store;
    private final DecisionSettings settings;

    DecisionIntake(DecisionStore store, DecisionSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @PostMapping("/internal/decisions")
    ResponseEntity<Void> take(HttpServletRequest request) throws IOException {
        @Nullable DecisionRecord[] sent = JsonBody.read(body(request), DecisionRecord[].class);
        if (sent.length > settings.mostPerReport()) {
            throw Refusals.malformed("", "a report holds at most " + settings.mostPerReport() + " decisions");
        }
        List<DecisionRecord> records = new ArrayList<>();
        for (DecisionRecord decided : sent) {
            records.add(checked(decided));
        }
        store.keep(records);
        return ResponseEntity.noContent().build();
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(settings.largestReport() + 1);
            if (body.length > settings.largestReport()) {
                throw Refusals.tooLarge(settings.largestReport());
            }
            return body;
        }
    }

    private static DecisionRecord checked(@Nullable DecisionRecord decided) {
        if (decided == null) {
            throw Refusals.malformed("", "a report is a list of decisions, none of them null");
        }
        if (!ID.matcher(decided.id()).matches()) {
            throw Refusals.malformed("id", "must be 1 to 64 of `[A-Za-z0-9_-]`");
        }
        if (decided.tenant() != null && !ID.matcher(decided.tenant()).matches()) {
            throw Refusals.malformed("tenant", "must be a tenant's id");
        }
        if (decided.app() != null && !ID.matcher(decided.app()).matches()) {
            throw Refusals.malformed("app", "must be an app's id");
        }
        return decided;
    }
}
