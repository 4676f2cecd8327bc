package dev.mandate.samples.sales.proposal;

import dev.mandate.client.upstream.NotFoundException;
import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.sales.event.EventKind;
import dev.mandate.samples.sales.event.Events;
import dev.mandate.samples.sales.trader.Traders;
import dev.mandate.samples.service.ConflictException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Accepts or rejects proposals, each once; locks the proposal's row until the commit. */
@Component
public final class Onboarding {
    private final Proposals proposals;
    private final Traders traders;
    private final Events events;
    private final TransactionTemplate transaction;

    Onboarding(Proposals proposals, Traders traders, Events events, TransactionTemplate transaction) {
        this.proposals = proposals;
        this.traders = traders;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Accepts a proposal and adds its trader.
     *
     * @throws NotFoundException if the proposal does not exist or the caller does not reach it
     */
    ProposalOutcome accept(Reach reach, UUID id) {
        return settle(id, found -> reach.require(found, Proposal::place), open -> accepted(open, UUID.randomUUID()));
    }

    /** Rejects a proposal; see {@link #accept}. */
    ProposalOutcome reject(Reach reach, UUID id) {
        return settle(id, found -> reach.require(found, Proposal::place), this::rejected);
    }

    /** Adds a proposal and accepts it, under new ids. */
    public void acceptNew(UUID proposal, UUID trader, Place place, String name) {
        proposals.add(proposal, place, name);
        settle(proposal, Optional::orElseThrow, open -> accepted(open, trader));
    }

    /** Adds a proposal and rejects it, under a new id. */
    public void rejectNew(UUID proposal, Place place, String name) {
        proposals.add(proposal, place, name);
        settle(proposal, Optional::orElseThrow, this::rejected);
    }

    private ProposalOutcome settle(
            UUID id, Function<Optional<Proposal>, Proposal> lookUp, Function<Proposal, ProposalOutcome> verdict) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Proposal proposal = lookUp.apply(proposals.hold(id));
            return switch (proposal.state()) {
                case OPEN -> verdict.apply(proposal);
                case ACCEPTED, REJECTED ->
                    throw new ConflictException("proposal_settled", "the proposal was accepted or rejected before");
            };
        }));
    }

    private ProposalOutcome accepted(Proposal proposal, UUID trader) {
        traders.add(trader, proposal.place(), proposal.name(), proposal.id());
        proposals.settle(proposal, ProposalState.ACCEPTED, trader);
        events.record(proposal.place(), EventKind.PROPOSAL_ACCEPTED, proposal.id());
        return new ProposalOutcome(proposal.id(), ProposalState.ACCEPTED, trader);
    }

    private ProposalOutcome rejected(Proposal proposal) {
        proposals.settle(proposal, ProposalState.REJECTED, null);
        events.record(proposal.place(), EventKind.PROPOSAL_REJECTED, proposal.id());
        return new ProposalOutcome(proposal.id(), ProposalState.REJECTED, null);
    }
}
