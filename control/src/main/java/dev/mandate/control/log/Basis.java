package dev.mandate.control.log;

import dev.mandate.engine.View;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Heading;
import dev.mandate.protocol.form.SealedEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where both streams are: what a command is checked against.
 *
 * @param own the stream that is appended to
 * @param platform the platform's; the same one for a command to the platform
 */
record Basis(Folded own, Folded platform) {
    State state() {
        return new State(new View(platform.snapshot(), own.snapshot()), own.directory(), platform.directory());
    }

    Basis after(SealedEntry entry) {
        Folded next = own.apply(entry);
        return new Basis(next, ofPlatform() ? next : platform);
    }

    /** Of the next entry; its time is never before the previous one's, whatever the clock says. */
    Heading next(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MICROS);
        Instant at = time.isBefore(own.at()) ? own.at() : time;
        return new Heading(own.stream(), own.revision() + 1, at, ofPlatform() ? 0 : platform.revision());
    }

    private boolean ofPlatform() {
        return own.stream().equals(TenantId.PLATFORM);
    }
}
