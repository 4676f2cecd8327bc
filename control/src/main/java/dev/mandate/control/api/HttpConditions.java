package dev.mandate.control.api;

import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.log.State;
import dev.mandate.protocol.problem.Problem;
import java.util.OptionalLong;

/** What a call's query and {@code If-Match} demand. */
public record HttpConditions(Call call) implements Conditions {
    @Override
    public void requireForm() {
        call.requireKnownQuery();
    }

    @Override
    public void requireMatch(State state, Thing target) {
        OptionalLong revision = state.directory().find(target).stream()
                .mapToLong(Listing::revision)
                .findFirst();
        if (!call.ifMatch().holds(revision)) {
            throw new Refusal(Problem.of(
                    412,
                    "precondition_failed",
                    "Precondition Failed",
                    "it was changed since you read it: read it again and repeat with its new ETag"));
        }
    }
}
