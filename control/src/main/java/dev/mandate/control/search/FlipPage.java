package dev.mandate.control.search;

import dev.mandate.control.api.Page;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.engine.search.Flip;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes all rows in order and keeps one page of them. Mutable, for one thread. */
final class FlipPage implements Consumer<Flip> {
    private static final int MOST_SPACES = 100;

    private final Page.Ask ask;
    private final List<FlipRow> items = new ArrayList<>();
    private boolean begun;
    private boolean more;
    private @Nullable String last;

    FlipPage(Page.Ask ask) {
        this.ask = ask;
        this.begun = ask.after().isEmpty();
    }

    @Override
    public void accept(Flip flip) {
        String key = flip.user() + " " + flip.endpoint().action().id().value();
        if (!begun) {
            begun = key.equals(ask.after());
        } else if (items.size() < ask.limit()) {
            items.add(FlipRow.of(flip, MOST_SPACES));
            last = key;
        } else {
            more = true;
        }
    }

    /**
     * Returns the page.
     *
     * @param cut whether not all rows were passed, so that the page may begin after the last of them
     */
    Page<FlipRow> page(boolean cut) {
        if (!begun && !cut) {
            throw Refusals.malformed("cursor", "must be the `next` of an answer to the same question: begin again");
        }
        return new Page<>(items, more && last != null ? Page.cursor(last) : null);
    }
}
