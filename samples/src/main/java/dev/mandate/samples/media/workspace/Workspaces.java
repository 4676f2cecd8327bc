package dev.mandate.samples.media.workspace;

import dev.mandate.client.upstream.NotFoundException;
import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.Ids;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages.Wanted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workspaces that this service knows; a caller who reaches all spaces still reaches no invented one. */
@Component
public final class Workspaces {
    private final JdbcClient database;

    Workspaces(JdbcClient database) {
        this.database = database;
    }

    /** The named workspace of the caller's tenant, if the caller reaches it; else the 404 of an unknown one. */
    public Place require(Reach reach, String workspace) {
        Place named = new Place(reach.identity().tenant(), workspace);
        Optional<Place> known = Ids.isMandateId(workspace) && exists(named) ? Optional.of(named) : Optional.empty();
        return reach.require(known, place -> place);
    }

    /**
     * A list that a query limits to one workspace or to none.
     *
     * @throws NotFoundException when the named workspace is not reached
     */
    public Wanted wanted(Reach reach, @Nullable String workspace, PageNumber page) {
        if (workspace == null) {
            return Wanted.all(page);
        }
        require(reach, workspace);
        return Wanted.where("workspace_id", workspace, page);
    }

    /** Makes the workspace known; once is enough. */
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
