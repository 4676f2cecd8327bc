package dev.mandate.samples.sales.event;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.page.Pages.Source;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores events, in the transaction of the change that they report. */
@Component
public final class Events {
    static final Source SOURCE = new Source("id, sales_channel_id, kind, resource_id, created_at", "event", "position");

    private final JdbcClient database;

    Events(JdbcClient database) {
        this.database = database;
    }

    /** Stores an event with the present time. */
    public void record(Place place, EventKind kind, UUID resource) {
        database.sql("insert into event (tenant, sales_channel_id, kind, resource_id, created_at) values"
                        + " (:tenant, :channel, :kind, :resource, now())")
                .param("tenant", place.tenant())
                .param("channel", place.space())
                .param("kind", kind.name())
                .param("resource", resource)
                .update();
    }
}
