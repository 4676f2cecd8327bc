package dev.mandate.samples.sales.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.sales.proposal.Onboarding;
import dev.mandate.samples.sales.proposal.Proposals;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates the rows of a demonstration: two channels, each with proposals in every state, a trader from a proposal and
 * one added directly, both with assets, and a settled order of each kind.
 */
@Component
public final class SalesDemo {
    private final Proposals proposals;
    private final Onboarding onboarding;
    private final Stock stock;
    private final TransactionTemplate transaction;

    SalesDemo(Proposals proposals, Onboarding onboarding, Stock stock, TransactionTemplate transaction) {
        this.proposals = proposals;
        this.onboarding = onboarding;
        this.stock = stock;
        this.transaction = transaction;
    }

    /** Two channels of one tenant. */
    public record Channels(String tenant, String a, String b) {}

    /**
     * The ids of the rows. The caller keeps them, so that they are the same at every start.
     *
     * @param proposalA initially open
     * @param traderA made by another proposal than {@code proposalA}
     */
    public record Ids(UUID proposalA, UUID proposalB, UUID traderA, UUID traderB) {
        /** Returns random ids. */
        public static Ids random() {
            return new Ids(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        }
    }

    /** Creates the rows of each channel whose open proposal does not exist yet. */
    public void seed(Channels channels, Ids ids) {
        seed(new Place(channels.tenant(), channels.a()), ids.proposalA(), ids.traderA());
        seed(new Place(channels.tenant(), channels.b()), ids.proposalB(), ids.traderB());
    }

    private void seed(Place channel, UUID proposal, UUID trader) {
        transaction.executeWithoutResult(status -> {
            if (proposals.add(proposal, channel, "Birch Trading")) {
                proposals.add(UUID.randomUUID(), channel, "Cedar Credits");
                onboarding.rejectNew(UUID.randomUUID(), channel, "Driftwood Deals");
                onboarding.acceptNew(UUID.randomUUID(), trader, channel, "Alder Offsets");
                stock.fill(channel, trader);
            }
        });
    }
}
