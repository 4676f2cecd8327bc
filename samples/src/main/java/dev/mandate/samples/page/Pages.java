package dev.mandate.samples.page;

import dev.mandate.client.upstream.Reach;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Queries tables by page. The database filters by the caller's reach, so that pages and counts are correct. */
public final class Pages {
    private final JdbcClient database;
    private final String visible;

    /**
     * @param space the column with a row's space in every table of the service; each table also has {@code tenant}
     */
    public Pages(JdbcClient database, String space) {
        this.database = database;
        this.visible = " where tenant = :tenant and (:all or " + space + " = any(:spaces))";
    }

    /** Returns one page, in the order of the source. */
    public <T> Page<T> of(Class<T> type, Source source, Reach reach, Wanted wanted) {
        String from = " from " + source.table() + visible
                + wanted.filter()
                        .map(filter -> " and " + filter.column() + " = :wanted")
                        .orElse("");
        long total =
                bound("select count(*)" + from, reach, wanted).query(Long.class).single();
        PageNumber page = wanted.page();
        String rows = "select " + source.columns() + from + " order by " + source.order();
        List<@Nullable T> found = bound(rows + " limit :limit offset :offset", reach, wanted)
                .param("limit", page.size())
                .param("offset", page.offset())
                .query(type)
                .list();
        return Page.of(page, total, List.copyOf(found));
    }

    /**
     * The columns, table and order of a query. The order must be total. These are constants of the program, never
     * input.
     */
    public record Source(String columns, String table, String order) {
        /** Orders rows by id. */
        public Source(String columns, String table) {
            this(columns, table, "id");
        }
    }

    /** The requested page of the visible rows that pass the filter. */
    public record Wanted(PageNumber page, Optional<Filter> filter) {
        /** Returns a page of all visible rows. */
        public static Wanted all(PageNumber page) {
            return new Wanted(page, Optional.empty());
        }

        /** Returns a page of the visible rows with this value in this column. */
        public static Wanted where(String column, Object value, PageNumber page) {
            return new Wanted(page, Optional.of(new Filter(column, value)));
        }
    }

    /** A column, which the program names, and the value that it must have, which may be input. */
    public record Filter(String column, Object value) {}

    private StatementSpec bound(String sql, Reach reach, Wanted wanted) {
        boolean all = reach.identity().spaces() instanceof VisibleSpaces.All;
        String[] spaces = reach.identity().spaces() instanceof VisibleSpaces.Listed listed
                ? listed.ids().toArray(String[]::new)
                : new String[0];
        StatementSpec statement = database.sql(sql)
                .param("tenant", reach.identity().tenant())
                .param("all", all)
                .param("spaces", spaces);
        return wanted.filter()
                .map(filter -> statement.param("wanted", filter.value()))
                .orElse(statement);
    }
}
