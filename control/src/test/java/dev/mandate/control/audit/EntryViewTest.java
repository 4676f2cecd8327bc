package dev.mandate.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.engine.View;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryViewTest {
    private static final TenantId STUDIO = new TenantId("studio");

    /** One entry of a later release must not hide the page of the log that it is on. */
    @Test
    void showsAnEntryThatThisReleaseCannotRead() {
        Snapshot platform = Snapshot.empty(TenantId.PLATFORM);
        CommandState state = new CommandState(
                new View(platform, Snapshot.empty(STUDIO)),
                Directory.empty(STUDIO),
                Directory.empty(TenantId.PLATFORM));
        EntryHeader heading = new EntryHeader(STUDIO, 1, Instant.parse("2026-01-02T03:04:05Z"), 0);
        Bytes changes = Bytes.utf8("[{\"type\":\"UserCloned\",\"v\":1}]");
        SealedEntry entry = SealedEntry.seal(Chain.genesis(STUDIO), heading, changes, Digest.of(Bytes.utf8("note")));
        EntryView view = EntryView.of(
                new RecordedEntry(entry, Optional.empty()), state, STUDIO, new ActionNames(platform.catalogue()));
        assertThat(String.valueOf(view.changes().rawValue())).contains("\"type\":\"UserCloned\"");
        assertThat(view.actions()).isNull();
    }
}
