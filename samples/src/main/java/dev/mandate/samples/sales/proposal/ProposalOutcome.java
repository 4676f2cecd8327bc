package dev.mandate.samples.sales.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a proposal. It omits the proposal's content, because a user who may accept proposals may lack the
 * right to read them.
 *
 * @param traderId the new trader; null if the proposal was rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposalOutcome(
        UUID proposalId, ProposalState state, @Nullable UUID traderId) {}
