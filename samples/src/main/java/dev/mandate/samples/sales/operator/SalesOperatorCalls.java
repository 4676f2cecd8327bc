package dev.mandate.samples.sales.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Problem;
import dev.mandate.samples.form.IdParser;
import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.operator.OperatorAnswer;
import dev.mandate.samples.operator.OperatorCalls;
import dev.mandate.samples.sales.proposal.Proposals;
import dev.mandate.samples.sales.task.SalesTask;
import dev.mandate.samples.sales.task.Settlement;
import dev.mandate.samples.service.ConflictException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Routes the calls of the registry's operator port. */
@Component
final class SalesOperatorCalls implements OperatorCalls {
    private static final Pattern TRADE = Pattern.compile("POST /trades/([^/]+)/(approve|refuse)");
    private static final int LONGEST_NAME = 200;

    private final Proposals proposals;
    private final Certificates certificates;
    private final Settlement settlement;
    private final JsonMapper json;

    SalesOperatorCalls(Proposals proposals, Certificates certificates, Settlement settlement, JsonMapper json) {
        this.proposals = proposals;
        this.certificates = certificates;
        this.settlement = settlement;
        this.json = json;
    }

    @Override
    public OperatorAnswer answer(String call, byte[] body) {
        Matcher trade = TRADE.matcher(call);
        if (trade.matches()) {
            return decide(trade.group(1), trade.group(2).equals("approve") ? settlement::approve : settlement::refuse);
        }
        return switch (call) {
            case "POST /proposals" -> propose(json.readTree(body));
            case "POST /certificates" -> certificates.issue(json.readTree(body));
            case "POST /certificates/cancel" -> certificates.cancel(json.readTree(body));
            default -> OperatorAnswer.notFound();
        };
    }

    private OperatorAnswer propose(JsonNode body) {
        RequestForm form = RequestForm.closed(body);
        Place channel = new Place(form.mandateId("tenant"), form.mandateId("salesChannelId"));
        String name = form.optionalText("name", LONGEST_NAME).orElse("Fir Exchange");
        form.check();
        UUID id = UUID.randomUUID();
        proposals.add(id, channel, name);
        return new OperatorAnswer(201, proposals.find(id).orElseThrow());
    }

    private static OperatorAnswer decide(String id, Function<UUID, Optional<SalesTask>> decision) {
        try {
            return IdParser.parse(id)
                    .flatMap(decision)
                    .map(task -> new OperatorAnswer(200, task))
                    .orElseGet(OperatorAnswer::notFound);
        } catch (ConflictException conflict) {
            return OperatorAnswer.of(Problem.of(HttpStatus.CONFLICT, conflict.code(), conflict.detail()));
        }
    }
}
