package dev.mandate.control.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.explanation.Link;
import dev.mandate.control.history.AsOf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer.
 *
 * @param revision of the state that was asked; to have all parts of one state, send it with each
 * @param at the moment that was asked of
 * @param foldedBy said of the past: which rules folded it
 * @param faults who does not stand, so that the rows are worth nothing until it does; null where all users are asked about
 * @param count of all rows
 * @param next what to pass as {@code cursor} for the following part; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Rows<T>(
        String revision,
        String at,
        @Nullable String foldedBy,
        @Nullable List<Link> faults,
        long count,
        List<T> items,
        @Nullable String next) {
    /** Reads the parameters {@code limit} and {@code cursor}. */
    static Page.Ask ask(@Nullable String limit, @Nullable String cursor) {
        if (limit != null && !limit.matches("[0-9]{1,9}")) {
            throw Refusals.malformed("limit", "must be a number");
        }
        return Page.Ask.of(limit == null ? null : Integer.valueOf(limit), cursor);
    }

    static <T> Rows<T> of(AsOf asOf, @Nullable List<Link> faults, long count, Page<T> page) {
        return new Rows<>(
                asOf.position().toString(),
                asOf.now().toString(),
                asOf.foldedBy(),
                faults,
                count,
                page.items(),
                page.next());
    }
}
