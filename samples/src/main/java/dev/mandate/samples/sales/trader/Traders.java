package dev.mandate.samples.sales.trader;

import dev.mandate.client.upstream.NotFoundException;
import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.IdParser;
import dev.mandate.samples.page.Pages.Source;
import dev.mandate.samples.sales.event.EventKind;
import dev.mandate.samples.sales.event.Events;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads and updates traders in the database. Every change of a trader's assets locks the trader's row first, so that
 * two orders never use the same assets.
 */
@Component
public final class Traders {
    private static final String COLUMNS =
            "id, tenant, sales_channel_id, name, reference, proposal_id, created_at, updated_at";

    static final Source SOURCE = new Source(COLUMNS, "trader", "created_at, id");

    private final JdbcClient database;
    private final Events events;

    Traders(JdbcClient database, Events events) {
        this.database = database;
        this.events = events;
    }

    /** Returns the trader regardless of the caller. */
    public Optional<Trader> find(UUID id) {
        return select("", id);
    }

    /** Returns the trader as {@link #find} does, and locks its row until the end of the transaction. */
    public Optional<Trader> hold(UUID id) {
        // weaker than "for update": other rows may still refer to the trader, so that two traders who sell to each
        // other do not deadlock
        return select(" for no key update", id);
    }

    /**
     * Returns the trader with an id from a request.
     *
     * @throws NotFoundException if the trader does not exist or the caller does not reach it
     */
    public Trader require(Reach reach, String id) {
        Optional<UUID> known = IdParser.parse(id);
        // read only the place of a trader that may be hidden: the time to read the complete row would reveal that it
        // exists
        reach.require(known.flatMap(this::place), place -> place);
        return known.flatMap(this::find).orElseThrow(NotFoundException::absent);
    }

    private Optional<Place> place(UUID id) {
        return database.sql("select tenant, sales_channel_id from trader where id = :id")
                .param("id", id)
                .query((row, number) -> new Place(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Returns the trader as {@link #require} does, and locks its row until the end of the transaction. */
    public Trader hold(Reach reach, String id) {
        return reach.require(IdParser.parse(id).flatMap(this::hold), Trader::place);
    }

    /** Adds a trader; {@code proposal} is null if the trader is added directly. */
    public Trader add(UUID id, Place place, String name, @Nullable UUID proposal) {
        database.sql("insert into trader (id, tenant, sales_channel_id, name, proposal_id, created_at, updated_at)"
                        + " values (:id, :tenant, :channel, :name, :proposal, now(), now())")
                .param("id", id)
                .param("tenant", place.tenant())
                .param("channel", place.space())
                .param("name", name)
                .param("proposal", proposal)
                .update();
        events.record(place, EventKind.TRADER_CREATED, id);
        return find(id).orElseThrow();
    }

    void change(Trader trader, TraderChange change) {
        database.sql("update trader set name = coalesce(:name, name), reference = case when :without then null"
                        + " else coalesce(:reference, reference) end, updated_at = now() where id = :id")
                .param("id", trader.id())
                .param("name", change.name().orElse(null))
                .param("reference", change.reference().orElse(null))
                .param("without", change.withoutReference())
                .update();
    }

    private Optional<Trader> select(String lock, UUID id) {
        return database.sql("select " + COLUMNS + " from trader where id = :id" + lock)
                .param("id", id)
                .query(Trader.class)
                .optional();
    }
}
