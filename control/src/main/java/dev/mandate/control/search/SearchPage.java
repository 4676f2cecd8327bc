package dev.mandate.control.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Page;
import dev.mandate.control.explanation.ExplainedFact;
import dev.mandate.control.history.AsOf;
import dev.mandate.engine.template.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the rows of an answer.
 *
 * @param revision of the state that was asked; to have all parts of one state, send it with each
 * @param at the moment that was asked of
 * @param foldedBy said of the past: which rules folded it
 * @param faults who does not stand, so that the rows are worth nothing until it does; null where all users are asked about
 * @param spaces {@link #ANY} where one action is asked about that names no space; else null
 * @param count of all rows
 * @param next what to pass as {@code cursor} for the following part; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchPage<T>(
        String revision,
        String at,
        @Nullable String foldedBy,
        @Nullable List<ExplainedFact> faults,
        @Nullable String spaces,
        long count,
        List<T> items,
        @Nullable String next) {
    /** Said of an action that names no space: any passes the decision, and the API checks. */
    static final String ANY = "any";

    static <T> SearchPage<T> of(AsOf asOf, @Nullable List<ExplainedFact> faults, long count, Page<T> page) {
        return new SearchPage<>(
                asOf.position().toString(),
                asOf.now().toString(),
                asOf.foldedBy(),
                faults,
                null,
                count,
                page.items(),
                page.next());
    }

    /** The same, of an action. */
    SearchPage<T> about(Endpoint endpoint) {
        String any = endpoint.namesSpace() ? null : ANY;
        return new SearchPage<>(revision, at, foldedBy, faults, any, count, items, next);
    }
}
