package dev.mandate.control.api;

import dev.mandate.control.access.Authority;
import dev.mandate.control.access.HouseRules;
import dev.mandate.control.access.Manager;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Answer;
import dev.mandate.control.log.Command;
import dev.mandate.control.log.Committed;
import dev.mandate.control.log.Idempotency;
import dev.mandate.control.log.Log;
import dev.mandate.control.log.Outcome;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.log.State;
import dev.mandate.control.log.Streams;
import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The one way from a call to the log and back: right, If-Match, command, answer. */
@Component
public final class Management {
    private final Log log;
    private final Streams streams;

    Management(Log log, Streams streams) {
        this.log = log;
        this.streams = streams;
    }

    /** Answers a read of the actor's own stream. */
    public ResponseEntity<byte[]> read(Call call, Function<State, Reply> view) {
        return read(call, call.stream(), (state, manager) -> view.apply(state));
    }

    /** Answers a read of a stream. */
    public ResponseEntity<byte[]> read(Call call, TenantId stream, BiFunction<State, Manager, Reply> view) {
        requireOwn(call, stream);
        return shown(stream, state -> view.apply(state, reader(call, state)));
    }

    /** A stream's state, for a caller who may read it and is answered in more than one value. */
    public State readable(Call call, TenantId stream) {
        requireOwn(call, stream);
        State state = state(stream);
        reader(call, state);
        return state;
    }

    /**
     * Computes from the platform's state what a command of another stream needs; returns {@code otherwise} if refused, because the
     * command is then refused too.
     */
    public <T> T foreseen(Call call, T otherwise, Function<State, T> asked) {
        try {
            return asked.apply(readable(call, TenantId.PLATFORM));
        } catch (Refusal e) {
            return otherwise;
        }
    }

    private static Manager reader(Call call, State state) {
        Manager manager = Manager.reading(state.view(), call.session(), call.at());
        call.requireKnownQuery();
        return manager;
    }

    /** Answers a read of the actor's own stream that says itself who may, which is not managers alone. */
    public ResponseEntity<byte[]> openRead(Call call, Function<State, Reply> view) {
        return shown(call.stream(), view);
    }

    private ResponseEntity<byte[]> shown(TenantId stream, Function<State, Reply> view) {
        State state = state(stream);
        return response(answer(view.apply(state), state), state.view().revision());
    }

    /** Writes to the actor's own stream. */
    public <R> ResponseEntity<byte[]> write(Call call, @Nullable Thing guarded, Rule<R> rule, Shown<R> shown) {
        return write(call, call.stream(), guarded, rule, shown);
    }

    /** Writes to a stream what every manager may write, as far as the house rules go. */
    public <R> ResponseEntity<byte[]> write(
            Call call, TenantId stream, @Nullable Thing guarded, Rule<R> rule, Shown<R> shown) {
        return write(call, stream, guarded, (state, manager) -> {}, rule, shown);
    }

    /**
     * Writes to a stream.
     *
     * @param guarded the thing that the command is about: {@code If-Match} speaks of it, and a repeat asks who may touch it
     * @param right asked first, and again before an earlier answer is repeated, where the changes do not say it all
     */
    public <R> ResponseEntity<byte[]> write(
            Call call, TenantId stream, @Nullable Thing guarded, Right right, Rule<R> rule, Shown<R> shown) {
        requireOwn(call, stream);
        Command<R> command = state -> {
            Manager manager = admitted(call, state, right);
            // what is not there is 404, unless the command would make it
            boolean there = guarded == null || state.directory().find(guarded).isPresent();
            if (there) {
                requireMatch(call, guarded, state);
            }
            Proposal<R> proposed = rule.propose(state, manager);
            if (!there) {
                requireMatch(call, guarded, state);
            }
            return proposed;
        };
        Idempotency.Repeat repeat = (state, changes) -> {
            admitted(call, state, right);
            HouseRules.requireStill(state, authority(call, state), call.at(), changes, guarded);
        };
        return append(call, stream, command, repeat, shown);
    }

    private static Manager admitted(Call call, State state, Right right) {
        Manager manager = Manager.writing(state, call.session(), call.at());
        call.requireKnownQuery();
        right.require(state, manager);
        return manager;
    }

    /**
     * Writes to a tenant's stream what an operator's call about the platform brings about there. Its entry says why, and not
     * from where.
     */
    public <R> R follow(Call call, TenantId tenant, String reason, Rule<R> rule) {
        requireOwn(call, tenant);
        Command<R> command = state -> rule.propose(state, Manager.writing(state, call.session(), call.at()));
        return switch (log.append(tenant, call.note(reason), Optional.empty(), ruled(call, command))) {
            case Outcome.Done<HouseRules.Ruled<R>>(var c, var kept) ->
                c.result().result();
            case Outcome.Replayed<HouseRules.Ruled<R>>(var kept, var position) ->
                throw new IllegalStateException("this is a bug: a command without a key was answered as a repeat");
        };
    }

    /**
     * Writes to the actor's own stream by a command that says itself who may, which is not managers alone, and where
     * {@code If-Match} is looked at: not before the caller may know of the thing.
     *
     * @param repeat asks for the right again before an earlier answer is repeated
     */
    public <R> ResponseEntity<byte[]> openWrite(
            Call call, Command<R> command, Idempotency.Repeat repeat, Shown<R> shown) {
        Idempotency.Repeat ruled = (state, changes) -> {
            repeat.requireStill(state, changes);
            HouseRules.requireStill(state, authority(call, state), call.at(), changes, null);
        };
        return append(call, call.stream(), command, ruled, shown);
    }

    private <R> ResponseEntity<byte[]> append(
            Call call, TenantId stream, Command<R> command, Idempotency.Repeat repeat, Shown<R> shown) {
        Optional<Idempotency<HouseRules.Ruled<R>>> once = Optional.ofNullable(call.idempotencyKey())
                .map(key -> new Idempotency<>(
                        key, call.digest(), c -> answer(reply(shown, c).toKeep(), c.after()), repeat));
        return switch (log.append(stream, call.note(), once, ruled(call, command))) {
            case Outcome.Done<HouseRules.Ruled<R>>(var c, var kept) ->
                response(answer(reply(shown, c), c.after()), c.after().view().revision());
            case Outcome.Replayed<HouseRules.Ruled<R>>(var kept, var position) ->
                replayed(response(kept, position.shownOf(stream)));
        };
    }

    private static ResponseEntity<byte[]> replayed(ResponseEntity<byte[]> kept) {
        return ResponseEntity.status(kept.getStatusCode())
                .headers(kept.getHeaders())
                .header("Idempotency-Replayed", "true")
                .body(kept.getBody());
    }

    /** INVARIANT: every command of a caller passes the rules of the house, and so does every repeat of one. */
    private static <R> Command<HouseRules.Ruled<R>> ruled(Call call, Command<R> command) {
        return state -> {
            Proposal<R> proposed = command.propose(state);
            return HouseRules.ruled(state, authority(call, state), call.at(), proposed);
        };
    }

    private static Authority authority(Call call, State state) {
        return Authority.of(state, call.session(), call.at());
    }

    private static <R> Reply reply(Shown<R> shown, Committed<HouseRules.Ruled<R>> committed) {
        HouseRules.Ruled<R> ruled = committed.result();
        return shown.reply(committed.after(), ruled.result()).withdrawing(ruled.withdrawn());
    }

    /** INVARIANT: nobody but an operator learns of another stream, not even whether there is one. */
    private static void requireOwn(Call call, TenantId stream) {
        if (!stream.equals(call.stream()) && !call.actor().operator()) {
            throw Manager.operatorsOnly();
        }
    }

    /**
     * Refuses a write that was made up for another state of the thing.
     *
     * @throws Refusal 412 if the thing is not in a state that {@code If-Match} names
     */
    public static void requireMatch(Call call, @Nullable Thing guarded, State state) {
        if (guarded == null) {
            return;
        }
        OptionalLong now = state.directory().find(guarded).stream()
                .mapToLong(Listing::revision)
                .findFirst();
        if (!call.ifMatch().holds(now)) {
            throw new Refusal(Problem.of(
                    412,
                    "precondition_failed",
                    "Precondition Failed",
                    "it was changed since you read it: read it again and repeat with its new ETag"));
        }
    }

    /** A stream as it is now. */
    public State of(TenantId stream) {
        return state(stream);
    }

    private State state(TenantId stream) {
        return new State(streams.view(stream), streams.directory(stream), streams.directory(TenantId.PLATFORM));
    }

    private static Answer answer(Reply reply, State state) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (reply.thing() != null) {
            state.directory()
                    .find(reply.thing())
                    .ifPresent(l -> headers.put(HttpHeaders.ETAG, "\"" + l.revision() + "\""));
        }
        if (reply.location() != null) {
            headers.put(HttpHeaders.LOCATION, reply.location());
        }
        byte[] body = reply.body() == null ? new byte[0] : JsonBody.write(reply.body());
        return new Answer(reply.status(), headers, Bytes.copyOf(body), Optional.ofNullable(reply.about()));
    }

    private static ResponseEntity<byte[]> response(Answer answer, Position position) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
        answer.headers().forEach(response::header);
        response.header("Mandate-Revision", position.toString());
        response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        byte[] body = answer.body().toByteArray();
        return body.length == 0
                ? response.build()
                : response.header(HttpHeaders.CONTENT_TYPE, "application/json").body(body);
    }
}
