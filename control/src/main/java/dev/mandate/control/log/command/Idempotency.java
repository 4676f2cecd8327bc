package dev.mandate.control.log.command;

import dev.mandate.engine.change.Change;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A caller's idempotency key: a repeat of the request under the same key is not carried out again.
 *
 * @param key the caller's, 1 to 255 characters
 * @param requestDigest of the whole request; another request under the same key is refused
 * @param answer makes the answer inside the transaction, to be stored with the key
 * @param repeat checks the right again before a stored answer is returned
 */
public record Idempotency<R>(
        String key, Digest requestDigest, Function<Committed<R>, KeptAnswer> answer, Repeat repeat) {
    private static final int LONGEST = 255;

    /** Whether a caller may still be given an answer that was kept. */
    @FunctionalInterface
    public interface Repeat {
        /**
         * Asks for the right again, at the current state.
         *
         * @param changes that the request made then; none if it made none
         * @throws Refusal if the caller may not do this any more
         */
        void requireStill(CommandState state, List<Change> changes);
    }

    /** Returns the 409 for a repeat whose first request made or changed something that was removed since. */
    public static Refusal used() {
        return LogRefusals.keyUsed();
    }

    /**
     * Checks the key.
     *
     * @throws Refusal 400 if it is empty or too long
     */
    public Idempotency {
        Objects.requireNonNull(requestDigest);
        Objects.requireNonNull(answer);
        Objects.requireNonNull(repeat);
        if (key.isEmpty() || key.length() > LONGEST) {
            throw Refusal.of(ProblemCode.INVALID_REQUEST, "`Idempotency-Key` must be 1 to 255 characters");
        }
    }
}
