package dev.mandate.control.log.write;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.engine.View;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The states of both streams that a command is checked against.
 *
 * @param own the stream that is appended to
 * @param platform the platform's; the same one for a command to the platform
 */
record Basis(FoldedState own, FoldedState platform) {
    CommandState state() {
        return new CommandState(new View(platform.snapshot(), own.snapshot()), own.directory(), platform.directory());
    }

    Basis after(SealedEntry entry) {
        FoldedState next = own.apply(entry);
        return new Basis(next, ofPlatform() ? next : platform);
    }

    /** Returns the heading of the next entry; its time is never before the previous one's, whatever the clock says. */
    EntryHeader next(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MICROS);
        Instant at = time.isBefore(own.at()) ? own.at() : time;
        return new EntryHeader(own.stream(), own.revision() + 1, at, ofPlatform() ? 0 : platform.revision());
    }

    private boolean ofPlatform() {
        return own.stream().equals(TenantId.PLATFORM);
    }
}
