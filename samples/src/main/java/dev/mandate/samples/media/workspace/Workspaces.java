package dev.mandate.samples.media.workspace;

import dev.mandate.client.upstream.NotFoundException;
import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.IdParser;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages.Wanted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The workspaces that this service knows. A caller that reaches all spaces still reaches only workspaces that exist.
 */
@Component
public final class Workspaces {
    private final JdbcClient database;

    Workspaces(JdbcClient database) {
        this.database = database;
    }

    /**
     * Returns the named workspace of the caller's tenant.
     *
     * @throws NotFoundException if it does not exist or the caller does not reach it
     */
    public Place require(Reach reach, String workspace) {
        Place named = new Place(reach.identity().tenant(), workspace);
        Optional<Place> known =
                IdParser.isMandateId(workspace) && exists(named) ? Optional.of(named) : Optional.empty();
        return reach.require(known, place -> place);
    }

    /**
     * Returns a list query, limited to the named workspace if there is one.
     *
     * @throws NotFoundException if the caller does not reach the named workspace
     */
    public Wanted wanted(Reach reach, @Nullable String workspace, PageNumber page) {
        if (workspace == null) {
            return Wanted.all(page);
        }
        require(reach, workspace);
        return Wanted.where("workspace_id", workspace, page);
    }

    /** Registers the workspace; a repeat changes nothing. */
    public void register(Place place) {
        database.sql("insert into workspace (tenant, id) values (:tenant, :id) on conflict do nothing")
                .param("tenant", place.tenant())
                .param("id", place.space())
                .update();
    }

    private boolean exists(Place place) {
        return database.sql("select count(*) from workspace where tenant = :tenant and id = :id")
                        .param("tenant", place.tenant())
                        .param("id", place.space())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
