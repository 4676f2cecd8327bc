package dev.mandate.control.log;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The caller's wish that asking twice does it once.
 *
 * @param key the caller's, 1 to 255 characters
 * @param requestDigest of everything that the request asks for; another one under the same key is refused
 * @param answer made inside the transaction, to be kept with the key
 * @param repeat asked before a kept answer is given again
 */
public record Idempotency<R>(String key, Digest requestDigest, Function<Committed<R>, Answer> answer, Repeat repeat) {
    private static final int LONGEST = 255;

    /** Whether a caller may still be given an answer that was kept. */
    @FunctionalInterface
    public interface Repeat {
        /**
         * Asks for the right again, at the state of now.
         *
         * @param changes that the request made then; none if it made none
         * @throws Refusal if the caller may not do this any more
         */
        void requireStill(State state, List<Change> changes);
    }

    /**
     * Deletes what the answers about a user say, in the transaction of the entry that removes the user. The keys stay used, as
     * hashes.
     */
    public static Beside forget(TenantId stream, UserId subject) {
        return client -> Answers.empty(client, stream, subject);
    }

    /** Returns the 409 for a repeat whose first request made or changed something that was removed since. */
    public static Refusal used() {
        return Refusals.keyUsed();
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
