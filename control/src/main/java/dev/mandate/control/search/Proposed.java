package dev.mandate.control.search;

import dev.mandate.control.access.Existence;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.history.AsOf;
import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.MalformedForm;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes that are only asked about: read in the log's own form, checked, and applied to a snapshot, never written. */
final class Proposed {
    private static final Pattern PLACE = Pattern.compile("`(changes[^`]*)` (.*)");

    private Proposed() {}

    /**
     * Reads the changes.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 if they are none, too many, or not of a known form
     */
    static List<Change> read(Object changes) {
        if (!(changes instanceof List<?> list) || list.isEmpty() || list.size() > Entry.MOST_CHANGES) {
            throw Refusals.malformed("changes", "must be a list of 1 to " + Entry.MOST_CHANGES + " changes");
        }
        try {
            return ChangeForm.read(Bytes.copyOf(JsonBody.write(changes)));
        } catch (MalformedForm e) {
            String message = String.valueOf(e.getMessage());
            Matcher place = PLACE.matcher(message);
            throw place.matches()
                    ? Refusals.malformed(place.group(1), place.group(2))
                    : Refusals.malformed("changes", "cannot be read: " + message);
        }
    }

    /**
     * The state with the changes, each checked against what those before it make.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 naming the field of one that could not be made
     */
    static View applied(AsOf base, List<Change> changes) {
        return Existence.applied(base.view(), base.now(), changes, i -> "changes[" + i + "].");
    }
}
