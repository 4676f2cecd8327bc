package dev.mandate.samples.sales.supply;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.page.Pages.Source;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads and adds suppliers and facilities in the database. */
@Component
public final class Supplies {
    static final Source SUPPLIERS = new Source("id, sales_channel_id, name, country", "supplier");
    static final Source FACILITIES =
            new Source("id, sales_channel_id, supplier_id, name, method, country", "production_facility");

    private final JdbcClient database;

    Supplies(JdbcClient database) {
        this.database = database;
    }

    /** Returns the facility of the channel with this name; adds it with its supplier if it does not exist yet. */
    public UUID facility(Place place, String name) {
        UUID supplier = id(place, "supplier of " + name);
        UUID facility = id(place, "facility " + name);
        in(
                        place,
                        supplier,
                        "insert into supplier (id, tenant, sales_channel_id, name, country) values"
                                + " (:id, :tenant, :channel, :name, 'FI') on conflict do nothing")
                .param("name", name + " Oy")
                .update();
        in(
                        place,
                        facility,
                        "insert into production_facility (id, tenant, sales_channel_id, supplier_id, name, method,"
                                + " country) values (:id, :tenant, :channel, :supplier, :name, 'BIOCHAR', 'FI')"
                                + " on conflict do nothing")
                .param("supplier", supplier)
                .param("name", name)
                .update();
        return facility;
    }

    private StatementSpec in(Place place, UUID id, String sql) {
        return database.sql(sql).param("id", id).param("tenant", place.tenant()).param("channel", place.space());
    }

    private static UUID id(Place place, String name) {
        String whole = place.tenant() + "/" + place.space() + "/" + name;
        return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8));
    }
}
