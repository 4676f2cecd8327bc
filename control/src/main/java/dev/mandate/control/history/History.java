package dev.mandate.control.history;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.entry.EarlierStates;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.engine.View;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.EntryHeader;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * A tenant's state at any revision or time, with the platform's that was in force. It is folded from the log by today's
 * rules, so only its record has the outcome of that day's decision.
 */
@Component
public final class History {
    private final EarlierStates past;

    History(EarlierStates past) {
        this.past = past;
    }

    /**
     * The state that is asked about.
     *
     * @param today of the tenant
     * @throws dev.mandate.control.log.command.Refusal 400 if it is after the newest entry or in the future, 404 if the tenant did
     *     not exist, 503 if the database is away
     */
    public AsOf of(CommandState today, When when, Instant now) {
        return switch (when) {
            case When.Now _ -> new AsOf(today, now, false);
            case When.Revision asked -> at(today, asked);
            case When.Time(var time) -> at(today, time, now);
        };
    }

    private AsOf at(CommandState today, When.Revision named) {
        When.Revision asked = named.of(today.directory().stream());
        EntryHeader entry = heading(today, asked);
        long inForce = asked.platform().orElse(entry.platformRevision());
        long newest = today.view().platform().revision();
        if (inForce < entry.platformRevision() || inForce > newest) {
            throw Refusals.malformed(
                    asked.field(),
                    "names a revision of the platform that is not between " + entry.platformRevision()
                            + ", when the entry was written, and " + newest + ", the newest");
        }
        return new AsOf(state(today, asked.tenant(), inForce), entry.at(), true);
    }

    private EntryHeader heading(CommandState today, When.Revision asked) {
        long revision = asked.tenant();
        long newest = today.directory().revision();
        if (revision < 1 || revision > newest) {
            throw Refusals.malformed(asked.field(), "must be 1 to " + newest + ", the newest");
        }
        return past.heading(today.directory().stream(), revision)
                .orElseThrow(() -> Refusals.unknown("entry", Long.toString(revision)));
    }

    private AsOf at(CommandState today, Instant time, Instant now) {
        if (time.isAfter(now)) {
            throw Refusals.malformed("at", "is in the future: to ask of a change before it is made, use `impact`");
        }
        TenantId tenant = today.directory().stream();
        EntryHeader entry =
                past.headingAt(tenant, time).orElseThrow(() -> Refusals.unknown("at that time tenant", tenant.value()));
        long platform = past.headingAt(TenantId.PLATFORM, time)
                .map(EntryHeader::revision)
                .orElse(0L);
        // entries of two streams may come within one clock's error of each other
        long inForce = Math.max(platform, entry.platformRevision());
        return new AsOf(state(today, entry.revision(), inForce), time, true);
    }

    private CommandState state(CommandState today, long revision, long inForce) {
        TenantId tenant = today.directory().stream();
        Both own = both(new Both(today.view().tenant(), today.directory()), revision);
        Both platform = tenant.equals(TenantId.PLATFORM)
                ? own
                : both(new Both(today.view().platform(), today.platform()), inForce);
        return new CommandState(new View(platform.snapshot(), own.snapshot()), own.directory(), platform.directory());
    }

    private record Both(Snapshot snapshot, Directory directory) {}

    /** What is known already is not folded again. */
    private Both both(Both today, long revision) {
        if (today.directory().revision() == revision) {
            return today;
        }
        FoldedState folded = past.at(today.directory().stream(), revision);
        return new Both(folded.snapshot(), folded.directory());
    }
}
