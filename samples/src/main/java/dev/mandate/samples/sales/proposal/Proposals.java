package dev.mandate.samples.sales.proposal;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.page.Pages.Source;
import dev.mandate.samples.sales.event.EventKind;
import dev.mandate.samples.sales.event.Events;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and updates proposals in the database. */
@Component
public final class Proposals {
    private static final String COLUMNS =
            "id, tenant, sales_channel_id, name, state, trader_id, created_at, settled_at";

    static final Source SOURCE = new Source(COLUMNS, "proposal", "created_at, id");

    private final JdbcClient database;
    private final Events events;

    Proposals(JdbcClient database, Events events) {
        this.database = database;
        this.events = events;
    }

    /** Returns the proposal regardless of the caller. */
    public Optional<Proposal> find(UUID id) {
        return select("", id);
    }

    /** Returns the proposal as {@link #find} does, and locks its row until the end of the transaction. */
    Optional<Proposal> hold(UUID id) {
        return select(" for update", id);
    }

    /** Adds an open proposal; returns false and changes nothing if the id is in use. */
    public boolean add(UUID id, Place place, String name) {
        int made = database.sql("insert into proposal (id, tenant, sales_channel_id, name, state, created_at) values"
                        + " (:id, :tenant, :channel, :name, 'OPEN', now()) on conflict do nothing")
                .param("id", id)
                .param("tenant", place.tenant())
                .param("channel", place.space())
                .param("name", name)
                .update();
        if (made == 1) {
            events.record(place, EventKind.PROPOSAL_RECEIVED, id);
        }
        return made == 1;
    }

    void settle(Proposal proposal, ProposalState state, @Nullable UUID trader) {
        database.sql("update proposal set state = :state, trader_id = :trader, settled_at = now() where id = :id")
                .param("id", proposal.id())
                .param("state", state.name())
                .param("trader", trader)
                .update();
    }

    private Optional<Proposal> select(String lock, UUID id) {
        return database.sql("select " + COLUMNS + " from proposal where id = :id" + lock)
                .param("id", id)
                .query(Proposal.class)
                .optional();
    }
}
