package dev.mandate.control.api.command;

import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The preconditions of a request.
 *
 * @param fault the refusal of a malformed request, which only an admitted caller learns; null if it is well formed
 * @param match the state that the target must be in
 */
public record Conditions(@Nullable Refusal fault, IfMatch match) {
    /** No demands. */
    public static final Conditions NONE = new Conditions(null, IfMatch.NONE);

    /**
     * Refuses a malformed request; asked once the caller is admitted.
     *
     * @throws Refusal 400
     */
    public void requireForm() {
        if (fault != null) {
            throw fault;
        }
    }

    /**
     * Refuses a request that was made for another state of the target.
     *
     * @throws Refusal 412
     */
    public void requireMatch(CommandState state, Thing target) {
        OptionalLong revision = state.directory().find(target).stream()
                .mapToLong(Listing::revision)
                .findFirst();
        if (!match.holds(revision)) {
            throw Refusal.of(
                    ProblemCode.PRECONDITION_FAILED,
                    "it was changed since you read it: read it again and repeat with its new ETag");
        }
    }
}
