package dev.mandate.samples.media.workspace;

import dev.mandate.client.upstream.Reach;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Lists of a table, cut to the caller's reach in the database so that pages and counts are true. */
@Component
public final class Pages {
    private static final String VISIBLE = " where tenant = :tenant and (:all or workspace_id = any(:spaces))"
            + " and (:anyWorkspace or workspace_id = :workspace)";

    private final JdbcClient database;

    Pages(JdbcClient database) {
        this.database = database;
    }

    /** One page, ordered by id. */
    public <T> Page<T> of(Class<T> type, Source source, Reach reach, Wanted wanted) {
        StatementSpec count = database.sql("select count(*) from " + source.table() + VISIBLE);
        long total = bound(count, reach, wanted.workspace()).query(Long.class).single();
        StatementSpec rows = database.sql("select " + source.columns() + " from " + source.table() + VISIBLE
                + " order by id limit :limit offset :offset");
        PageNumber page = wanted.page();
        List<@Nullable T> found = bound(rows, reach, wanted.workspace())
                .param("limit", page.size())
                .param("offset", page.offset())
                .query(type)
                .list();
        return Page.of(page, total, List.copyOf(found));
    }

    /** Where rows come from: constants of the program, never from outside. */
    public record Source(String columns, String table) {}

    /** What is asked for; a null workspace means all that the caller reaches. */
    public record Wanted(@Nullable String workspace, PageNumber page) {}

    private static StatementSpec bound(StatementSpec statement, Reach reach, @Nullable String workspace) {
        boolean all = reach.identity().spaces() instanceof VisibleSpaces.All;
        String[] spaces = reach.identity().spaces() instanceof VisibleSpaces.Listed listed
                ? listed.ids().toArray(String[]::new)
                : new String[0];
        return statement
                .param("tenant", reach.identity().tenant())
                .param("all", all)
                .param("spaces", spaces)
                .param("anyWorkspace", workspace == null)
                .param("workspace", workspace == null ? "" : workspace);
    }
}
