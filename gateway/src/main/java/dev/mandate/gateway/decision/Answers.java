package dev.mandate.gateway.decision;

import dev.mandate.engine.route.MalformedRequest;
import dev.mandate.protocol.problem.Incident;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemTypes;
import dev.mandate.protocol.record.DecisionRecord;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Answers calls that go no further, and records those that were denied. */
public final class Answers {
    /** What of a body that nobody wants is still read, so that its sender can read our answer. */
    private static final long MOST_DISCARDED = 1 << 20;

    private final JsonMapper json = new JsonMapper();
    private final Consumer<DecisionRecord> records;
    private final InstantSource clock;
    private final ProblemTypes types;

    public Answers(Consumer<DecisionRecord> records, InstantSource clock, ProblemTypes types) {
        this.types = types;
        this.records = records;
        this.clock = clock;
    }

    /** A preflight: by default no origin may call from a browser, so no CORS header says that one may. */
    public Future<Void> preflight(Call call) {
        call.came("preflight");
        discardBody(call.http());
        return call.http().response().setStatusCode(204).end();
    }

    /** Whatever stopped a call, as the caller is told. What was not foreseen is an error of ours and never an allow. */
    public Future<Void> refuse(Call call, Throwable fault) {
        Refused refused = switch (fault) {
            case Refused known -> known;
            case MalformedRequest unclear -> Refusals.malformed(Objects.requireNonNull(unclear.getMessage()));
            default -> unforeseen(call, fault);
        };
        call.came(refused.problem().code());
        refused.reason().ifPresent(reason -> records.accept(call.record(clock.instant(), refused.step(), reason)));
        return send(call, refused);
    }

    /** A call that could not even be refused: better no answer than half of one. */
    public void giveUp(Call call, Throwable fault) {
        Incident.log(call.id(), "decision could not be answered", fault);
        call.http().connection().close();
    }

    private static Refused unforeseen(Call call, Throwable fault) {
        Incident.log(call.id(), "decision failed", fault);
        return Refused.failed(
                Problem.of(500, "internal_error", "Internal error", "the gateway failed; it has noted why"), Map.of());
    }

    private Future<Void> send(Call call, Refused refused) {
        HttpServerResponse answer = call.http().response();
        if (answer.closed() || answer.ended()) {
            return Future.succeededFuture();
        }
        if (answer.headWritten()) {
            return answer.reset().otherwiseEmpty();
        }
        Problem problem = refused.problem().with("decision", call.id());
        answer.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store");
        refused.headers().forEach(answer::putHeader);
        discardBody(call.http());
        return answer.end(Buffer.buffer(json.writeValueAsBytes(problem.toMap(types))));
    }

    private static void discardBody(HttpServerRequest http) {
        if (http.isEnded()) {
            return;
        }
        AtomicLong seen = new AtomicLong();
        http.handler(part -> {
            if (seen.addAndGet(part.length()) > MOST_DISCARDED) {
                http.connection().close();
            }
        });
        http.resume();
    }
}
