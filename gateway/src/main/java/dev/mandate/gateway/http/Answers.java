package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Refused;
import dev.mandate.protocol.problem.Incident;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.problem.ProblemTypes;
import dev.mandate.protocol.record.DecisionRecord;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Answers calls that go no further, and records those that were denied. Confined to one event loop. */
public final class Answers {
    private static final byte[] NO_BODY = {};

    private final JsonMapper json = new JsonMapper();
    private final Recording recording;
    private final ProblemTypes types;

    /**
     * Where denials are recorded.
     *
     * @param clock of their times
     */
    public record Recording(Consumer<DecisionRecord> records, InstantSource clock) {
        private void denied(Call call, Refused refused) {
            refused.reason().ifPresent(reason -> records.accept(call.record(clock.instant(), refused.step(), reason)));
        }
    }

    public Answers(Recording recording, ProblemTypes types) {
        this.recording = recording;
        this.types = types;
    }

    /** A preflight: by default no origin may call from a browser, so no CORS header says that one may. */
    public void preflight(Call call) {
        call.setOutcome("preflight");
        call.answer().own(204, EmptyHttpHeaders.INSTANCE, NO_BODY);
    }

    /**
     * Answers what stopped a call, unless it was answered before. A caller who left gets no answer. What was not foreseen is
     * an error of ours and never an allow.
     */
    public void refuse(Call call, Throwable fault) {
        if (call.answer().isOver() || CallerLeft.is(fault)) {
            return;
        }
        if (call.answer().isBegun()) {
            call.answer().reset();
            return;
        }
        Refused refused = switch (fault) {
            case Refused known -> known;
            default -> unforeseen(call, fault);
        };
        call.setOutcome(refused.problem().code());
        recording.denied(call, refused);
        send(call, refused);
    }

    private static Refused unforeseen(Call call, Throwable fault) {
        Incident.log(call.id(), "decision failed", fault);
        return Refused.failed(Problem.of(ProblemCode.INTERNAL_ERROR, "the gateway failed; it has noted why"), Map.of());
    }

    private void send(Call call, Refused refused) {
        Problem problem = refused.problem().with("decision", call.id());
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set("Content-Type", Problem.MEDIA_TYPE);
        headers.set("Cache-Control", "no-store");
        refused.headers().forEach(headers::set);
        if (refused.connection() != Refused.Connection.KEPT) {
            call.answer().last(refused.connection() == Refused.Connection.BROKEN);
        }
        call.answer().own(problem.status(), headers, json.writeValueAsBytes(problem.toMap(types)));
    }
}
