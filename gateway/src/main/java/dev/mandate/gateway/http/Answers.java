package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Refused;
import dev.mandate.gateway.setting.GatewaySettings;
import dev.mandate.protocol.problem.Incident;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.problem.ProblemTypes;
import dev.mandate.protocol.record.DecisionRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Answers calls that go no further, and records those that were denied. Confined to one event loop. */
public final class Answers {
    private static final System.Logger LOG = System.getLogger(Answers.class.getName());
    private final JsonMapper json = new JsonMapper();
    private final Vertx vertx;
    private final Recording recording;
    private final GatewaySettings.Linger linger;
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

    public Answers(Vertx vertx, Recording recording, GatewaySettings.Linger linger, ProblemTypes types) {
        this.vertx = vertx;
        this.recording = recording;
        this.linger = linger;
        this.types = types;
    }

    /** A preflight: by default no origin may call from a browser, so no CORS header says that one may. */
    public Future<Void> preflight(Call call) {
        call.setOutcome("preflight");
        Future<Void> sent = call.http().response().setStatusCode(204).end();
        discardBody(call.http(), false);
        return sent;
    }

    /**
     * Answers what stopped a call, unless it was answered before. A caller who left gets no answer. What was not foreseen is
     * an error of ours and never an allow.
     */
    public Future<Void> refuse(Call call, Throwable fault) {
        if (call.http().response().ended()) {
            return Future.succeededFuture();
        }
        if (CallersConnection.ended(fault)) {
            call.setOutcome("caller_left");
            return Future.succeededFuture();
        }
        Refused refused = switch (fault) {
            case Refused known -> known;
            default -> unforeseen(call, fault);
        };
        call.setOutcome(refused.problem().code());
        recording.denied(call, refused);
        return send(call, refused);
    }

    /** Closes the connection of a call that could not be answered: better no answer than half of one. */
    public void giveUp(Call call, Throwable fault) {
        if (CallersConnection.ended(fault)) {
            LOG.log(System.Logger.Level.DEBUG, "decision {0} was not answered: {1}", call.id(), fault.getMessage());
        } else {
            Incident.log(call.id(), "decision could not be answered", fault);
        }
        leave(call.http());
    }

    private static Refused unforeseen(Call call, Throwable fault) {
        Incident.log(call.id(), "decision failed", fault);
        return Refused.failed(Problem.of(ProblemCode.INTERNAL_ERROR, "the gateway failed; it has noted why"), Map.of());
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
        boolean closes = refused.connection() != Refused.Connection.KEPT && !isHttp2(call.http());
        if (closes) {
            answer.putHeader("Connection", "close");
        }
        Future<Void> sent = answer.end(Buffer.buffer(json.writeValueAsBytes(problem.toMap(types))));
        if (refused.connection() == Refused.Connection.BROKEN) {
            // Closing flushes the answer; otherwise Vert.x closes on the decoder error and drops it.
            leave(call.http());
        } else {
            discardBody(call.http(), closes);
        }
        return sent;
    }

    private void discardBody(HttpServerRequest http, boolean thenClose) {
        if (!http.isEnded()) {
            AtomicLong seen = new AtomicLong();
            http.handler(part -> {
                if (seen.addAndGet(part.length()) > linger.bytes()) {
                    leave(http);
                }
            });
            http.resume();
        }
        if (!http.isEnded()) {
            long timer = vertx.setTimer(linger.time().toMillis(), over -> leave(http));
            http.exceptionHandler(broken -> {
                vertx.cancelTimer(timer);
                // sends the answer before the connection is closed for chunks that cannot be read
                leave(http);
            });
            http.endHandler(end -> {
                vertx.cancelTimer(timer);
                if (thenClose) {
                    leave(http);
                }
            });
        } else if (thenClose) {
            leave(http);
        }
    }

    private static void leave(HttpServerRequest http) {
        if (isHttp2(http)) {
            http.response().reset();
        } else {
            http.connection().close();
        }
    }

    private static boolean isHttp2(HttpServerRequest http) {
        return http.version() == HttpVersion.HTTP_2;
    }
}
