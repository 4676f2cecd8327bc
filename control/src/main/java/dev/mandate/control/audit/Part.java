package dev.mandate.control.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.control.log.entry.Trail;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the log, in the order of revisions or against it.
 *
 * @param next what to pass as {@code cursor} for the following part; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Part(List<EntryView> items, @Nullable String next) {
    /** In which order. */
    enum Order {
        NEWEST,
        OLDEST
    }

    static Part of(Trail trail, CommandState state, TenantId reader, Order order, Page.Ask ask) {
        Directory directory = state.directory();
        List<RecordedEntry> found = switch (order) {
            case OLDEST -> trail.from(directory.stream(), after(ask, 0) + 1, ask.limit());
            case NEWEST -> trail.before(directory.stream(), after(ask, Long.MAX_VALUE), ask.limit());
        };
        ActionNames names = new ActionNames(state.view().platform().catalogue());
        List<EntryView> items =
                found.stream().map(r -> EntryView.of(r, state, reader, names)).toList();
        return new Part(items, items.isEmpty() ? null : next(items.getLast().revision(), directory, order));
    }

    private static @Nullable String next(long last, Directory directory, Order order) {
        boolean more = switch (order) {
            case OLDEST -> last < directory.revision();
            case NEWEST -> last > 1;
        };
        return more ? Page.cursor(Long.toString(last)) : null;
    }

    private static long after(Page.Ask ask, long beginning) {
        if (ask.after().isEmpty()) {
            return beginning;
        }
        if (!ask.after().matches("[0-9]{1,18}")) {
            throw Refusals.malformed("cursor", "must be the `next` of an answer");
        }
        return Long.parseLong(ask.after());
    }
}
