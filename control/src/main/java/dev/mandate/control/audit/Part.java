package dev.mandate.control.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.answer.SizedItems;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.entry.LogRange;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * A part of the log, in the order of revisions or against it.
 *
 * @param items entries, each an {@link EntryView} as it is written
 * @param next what to pass as {@code cursor} for the following part; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Part(List<RawValue> items, @Nullable String next) {
    /** In which order. */
    enum Order {
        NEWEST,
        OLDEST
    }

    /** Returns the entries that are asked for: at most so many bytes, if there is more than one. */
    static LogRange range(TenantId stream, Order order, Page.Ask ask, int bytes) {
        return switch (order) {
            case OLDEST -> new LogRange(stream, after(ask, 0) + 1, false, ask.limit(), bytes);
            case NEWEST -> new LogRange(stream, after(ask, Long.MAX_VALUE), true, ask.limit(), bytes);
        };
    }

    /** Returns the first of the entries as the reader may see them: at most so many bytes, if there is more than one. */
    static Part of(List<RecordedEntry> found, CommandState state, TenantId reader, Order order, int bytes) {
        ActionNames names = new ActionNames(state.view().platform().catalogue());
        SizedItems items = new SizedItems(bytes);
        long last = 0;
        for (RecordedEntry recorded : found) {
            if (!items.add(JsonBody.write(EntryView.of(recorded, state, reader, names)))) {
                break;
            }
            last = recorded.entry().revision();
        }
        return new Part(items.items(), last == 0 ? null : next(last, state.directory(), order));
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
