package dev.mandate.control.api;

import dev.mandate.control.access.HouseRules;
import dev.mandate.control.access.Manager;
import dev.mandate.control.answer.HeldAnswers;
import dev.mandate.control.api.command.CommandContext;
import dev.mandate.control.api.command.Commands;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.log.command.Command;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Committed;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The JSON face of commands and views: a call in, an answer with its revision out. */
@Component
public final class Management {
    private final Commands commands;
    private final Streams streams;
    private final HeldAnswers answers;

    Management(Commands commands, Streams streams, HeldAnswers answers) {
        this.commands = commands;
        this.streams = streams;
        this.answers = answers;
    }

    /** Answers a read of the actor's own stream. */
    public ResponseEntity<byte[]> read(Call call, Function<CommandState, Reply> view) {
        return read(call, call.stream(), (state, manager) -> view.apply(state));
    }

    /** Answers a read of a stream. */
    public ResponseEntity<byte[]> read(Call call, TenantId stream, BiFunction<CommandState, Manager, Reply> view) {
        Manager.requireOwn(call.session(), stream);
        return shown(call, stream, state -> view.apply(state, reader(call, state)));
    }

    /** A stream's state, for a caller who may read it and is answered in more than one value. */
    public CommandState readable(Call call, TenantId stream) {
        Manager.requireOwn(call.session(), stream);
        CommandState state = state(stream);
        reader(call, state);
        return state;
    }

    /**
     * Computes from the platform's state what a command of another stream needs; returns {@code otherwise} if refused, because the
     * command is then refused too.
     */
    public <T> T foreseen(Call call, T otherwise, Function<CommandState, T> asked) {
        try {
            return asked.apply(readable(call, TenantId.PLATFORM));
        } catch (Refusal e) {
            return otherwise;
        }
    }

    private static Manager reader(Call call, CommandState state) {
        Manager manager = Manager.reading(state.view(), call.session(), call.at());
        call.requireKnownQuery();
        return manager;
    }

    /** Answers a read of the actor's own stream that says itself who may, which is not managers alone. */
    public ResponseEntity<byte[]> openRead(Call call, Function<CommandState, Reply> view) {
        return shown(call, call.stream(), view);
    }

    private ResponseEntity<byte[]> shown(Call call, TenantId stream, Function<CommandState, Reply> view) {
        CommandState state = state(stream);
        KeptAnswer answer = answer(view.apply(state).within(answers.pageBytes()), state);
        answers.hold(call.stream(), answer.body().length());
        return response(answer, state.view().revision());
    }

    /** Submits a command to the actor's own stream, and answers with what it made. */
    public <R> ResponseEntity<byte[]> write(Call call, ManagementCommand<R> command, Shown<R> shown) {
        return write(call, call.stream(), command, shown);
    }

    /** Submits a command to a stream, and answers with what it made. */
    public <R> ResponseEntity<byte[]> write(Call call, TenantId stream, ManagementCommand<R> command, Shown<R> shown) {
        CommandContext context = call.context().to(stream);
        return response(stream, shown, commands.submit(context, command, call.conditions(), once(call, shown)));
    }

    /**
     * Writes to the actor's own stream by a command with its own check of the right, as users other than managers may give it, and of
     * {@code If-Match} is looked at: not before the caller may know of the thing.
     *
     * @param repeat asks for the right again before an earlier answer is repeated
     */
    public <R> ResponseEntity<byte[]> openWrite(
            Call call, Command<R> command, Idempotency.Repeat repeat, Shown<R> shown) {
        CommandContext context = call.context();
        return response(call.stream(), shown, commands.submitOpen(context, command, repeat, once(call, shown)));
    }

    private static <R> Commands.@Nullable Once<R> once(Call call, Shown<R> shown) {
        String key = call.idempotencyKey();
        return key == null
                ? null
                : new Commands.Once<>(
                        key, call.digest(), c -> answer(reply(shown, c).toKeep(), c.after()));
    }

    private static <R> ResponseEntity<byte[]> response(
            TenantId stream, Shown<R> shown, CommandOutcome<HouseRules.Ruled<R>> outcome) {
        return switch (outcome) {
            case CommandOutcome.Done<HouseRules.Ruled<R>>(var c, var kept) ->
                response(answer(reply(shown, c), c.after()), c.after().view().revision());
            case CommandOutcome.Replayed<HouseRules.Ruled<R>>(var kept, var position) ->
                replayed(response(kept, position.shownOf(stream)));
        };
    }

    private static ResponseEntity<byte[]> replayed(ResponseEntity<byte[]> kept) {
        return ResponseEntity.status(kept.getStatusCode())
                .headers(kept.getHeaders())
                .header("Idempotency-Replayed", "true")
                .body(kept.getBody());
    }

    private static <R> Reply reply(Shown<R> shown, Committed<HouseRules.Ruled<R>> committed) {
        HouseRules.Ruled<R> ruled = committed.result();
        return shown.reply(committed.after(), ruled.result()).withdrawing(ruled.withdrawn());
    }

    /** A stream as it is now. */
    public CommandState of(TenantId stream) {
        return state(stream);
    }

    private CommandState state(TenantId stream) {
        return new CommandState(streams.view(stream), streams.directory(stream), streams.directory(TenantId.PLATFORM));
    }

    private static KeptAnswer answer(Reply reply, CommandState state) {
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
        return new KeptAnswer(reply.status(), headers, Bytes.copyOf(body), Optional.ofNullable(reply.about()));
    }

    private static ResponseEntity<byte[]> response(KeptAnswer answer, Position position) {
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
