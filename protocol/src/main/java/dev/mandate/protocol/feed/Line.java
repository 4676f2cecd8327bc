package dev.mandate.protocol.feed;

import dev.mandate.protocol.form.JsonForm;
import dev.mandate.protocol.form.SealedEntry;
import java.util.Optional;

/** A frame's shape on the wire: one of the three. */
record Line(Optional<SealedEntry> entry, Optional<Frame.Whole> whole, Optional<Frame.Heartbeat> heartbeat) {
    static final JsonForm<Line> FORM = JsonForm.of(Line.class);
}
