package dev.mandate.control.api.command;

import dev.mandate.control.access.Authority;
import dev.mandate.control.access.HouseRules;
import dev.mandate.control.access.HouseRules.Ruled;
import dev.mandate.control.access.Manager;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Command;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Committed;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.write.Log;
import dev.mandate.engine.change.Change;
import dev.mandate.protocol.form.Digest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a caller's command and appends what it changes: first the right, then the command's rule, then the rules of the house. */
@Component
public final class Commands {
    private final Log log;

    Commands(Log log) {
        this.log = log;
    }

    /**
     * How a repeat under the same key is recognised and answered.
     *
     * @param digest of everything that the request asks for
     * @param kept the answer for repeats
     */
    public record Once<R>(String key, Digest digest, Function<Committed<Ruled<R>>, KeptAnswer> kept) {}

    /**
     * Checks a command and appends what it changes.
     *
     * @throws Refusal if the caller may not give it, or a rule forbids it; else as {@link Log#append}
     */
    public <R> Committed<Ruled<R>> submit(CommandContext context, ManagementCommand<R> command) {
        return switch (submit(context, command, Conditions.NONE, null)) {
            case CommandOutcome.Done<Ruled<R>>(var committed, var kept) -> committed;
            case CommandOutcome.Replayed<Ruled<R>>(var kept, var position) ->
                throw new IllegalStateException("this is a bug: a command without a key was answered as a repeat");
        };
    }

    /** The same for a request with conditions, which may be a repeat. */
    public <R> CommandOutcome<Ruled<R>> submit(
            CommandContext context, ManagementCommand<R> command, Conditions conditions, @Nullable Once<R> once) {
        Manager.requireOwn(context.session(), context.stream());
        Command<R> checked = state -> proposed(state, context, command, conditions);
        Idempotency.Repeat repeat = (state, changes) -> {
            admitted(state, context, command, conditions);
            requireStill(state, context, changes, command.target());
        };
        return append(context, checked, repeat, once);
    }

    /**
     * The same for a command with its own check of the right, as users other than managers may give it.
     *
     * @param repeat asks for that right again before an earlier answer is repeated
     */
    public <R> CommandOutcome<Ruled<R>> submitOpen(
            CommandContext context, Command<R> command, Idempotency.Repeat repeat, @Nullable Once<R> once) {
        Idempotency.Repeat ruled = (state, changes) -> {
            repeat.requireStill(state, changes);
            requireStill(state, context, changes, null);
        };
        return append(context, command, ruled, once);
    }

    private static void requireStill(
            CommandState state, CommandContext context, List<Change> changes, @Nullable Thing target) {
        HouseRules.requireStill(state, authority(state, context), context.at(), changes, target);
    }

    /** INVARIANT: the rules of the house hold for every command of a caller. */
    private <R> CommandOutcome<Ruled<R>> append(
            CommandContext context, Command<R> command, Idempotency.Repeat repeat, @Nullable Once<R> once) {
        Command<Ruled<R>> ruled =
                state -> HouseRules.ruled(state, authority(state, context), context.at(), command.propose(state));
        Optional<Idempotency<Ruled<R>>> key =
                Optional.ofNullable(once).map(o -> new Idempotency<>(o.key(), o.digest(), o.kept(), repeat));
        return log.append(context.stream(), context.note(), key, ruled);
    }

    /**
     * Returns what a command changes under the rules of the house. Pure.
     *
     * @throws Refusal as {@link #submit}
     */
    public static <R> ChangeProposal<Ruled<R>> ruled(
            CommandState state, CommandContext context, ManagementCommand<R> command) {
        Manager.requireOwn(context.session(), context.stream());
        ChangeProposal<R> proposal = proposed(state, context, command, Conditions.NONE);
        return HouseRules.ruled(state, authority(state, context), context.at(), proposal);
    }

    /** If the target does not exist, the rule runs before {@code If-Match} is compared: the rule answers 404, or makes the target. */
    private static <R> ChangeProposal<R> proposed(
            CommandState state, CommandContext context, ManagementCommand<R> command, Conditions conditions) {
        Manager manager = admitted(state, context, command, conditions);
        Thing target = command.target();
        if (target == null) {
            return command.propose(state, manager);
        }
        boolean there = state.directory().find(target).isPresent();
        if (there) {
            conditions.requireMatch(state, target);
        }
        ChangeProposal<R> proposal = command.propose(state, manager);
        if (!there) {
            conditions.requireMatch(state, target);
        }
        return proposal;
    }

    private static Manager admitted(
            CommandState state, CommandContext context, ManagementCommand<?> command, Conditions conditions) {
        Manager manager = Manager.writing(state, context.session(), context.at());
        conditions.requireForm();
        command.requireRight(state, manager);
        return manager;
    }

    private static Authority authority(CommandState state, CommandContext context) {
        return Authority.of(state, context.session(), context.at());
    }
}
