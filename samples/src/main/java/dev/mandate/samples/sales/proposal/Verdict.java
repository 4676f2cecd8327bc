package dev.mandate.samples.sales.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a proposal. Tells nothing of what stands in it: whoever may accept proposals may not always read them.
 *
 * @param traderId the new trader, if the proposal was accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        UUID proposalId, ProposalState state, @Nullable UUID traderId) {}
