package dev.mandate.samples.sales.trader;

import dev.mandate.client.upstream.NotFoundException;
import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.Ids;
import dev.mandate.samples.page.Pages.Source;
import dev.mandate.samples.sales.event.EventKind;
import dev.mandate.samples.sales.event.Events;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Traders in the database. Who changes a trader's assets holds the trader first, so two orders never see the same ones. */
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

    /** The trader, whoever asks. */
    public Optional<Trader> find(UUID id) {
        return select("", id);
    }

    /** As {@link #find}, and holds the trader until the end of the transaction. */
    public Optional<Trader> hold(UUID id) {
        // Weaker than "for update": others may still refer to the trader, so two who sell to each other do not
        // deadlock.
        return select(" for no key update", id);
    }

    /**
     * The trader with an id from outside.
     *
     * @throws NotFoundException when there is none or the caller does not reach it
     */
    public Trader require(Reach reach, String id) {
        Optional<UUID> known = Ids.parse(id);
        // only where it stands is read of what may be hidden: the time to read all of it could be told from the
        // answer's
        reach.require(known.flatMap(this::place), place -> place);
        return known.flatMap(this::find).orElseThrow(NotFoundException::absent);
    }

    private Optional<Place> place(UUID id) {
        return database.sql("select tenant, sales_channel_id from trader where id = :id")
                .param("id", id)
                .query((row, number) -> new Place(row.getString(1), row.getString(2)))
                .optional();
    }

    /** As {@link #require}, and holds the trader until the end of the transaction. */
    public Trader hold(Reach reach, String id) {
        return reach.require(Ids.parse(id).flatMap(this::hold), Trader::place);
    }

    /** Takes on a trader; a null proposal means one made by hand. */
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
