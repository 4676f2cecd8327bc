package dev.mandate.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final Digest GENESIS = Chain.genesis(STUDIO);
    private static final EntryHeader HEADING =
            new EntryHeader(STUDIO, 1, Instant.parse("2026-01-02T03:04:05.678901Z"), 42);
    private static final Bytes CHANGES = Bytes.utf8("[]");
    private static final Digest NOTE = Digest.of(Bytes.utf8("salted note"));

    // computed by another program; every release must compute the same
    private static final String GENESIS_HEX = "b7328c7e3e4569be167b1a7d951b1e2e0075d39ff5a6edb0fb261c1db45204fa";
    private static final String FIRST_HEX = "974f416b98cf21d22db910d966c86ec7138b09a05b96d2d7eed4457832a5cb12";

    @Test
    void hashesAsEveryReleaseDid() {
        assertThat(GENESIS).hasToString(GENESIS_HEX);
        assertThat(SealedEntry.seal(GENESIS, HEADING, CHANGES, NOTE).hash()).hasToString(FIRST_HEX);
    }

    @Test
    void followsWhatItWasSealedUpon() {
        SealedEntry entry = SealedEntry.seal(GENESIS, HEADING, CHANGES, NOTE);
        assertThat(entry.follows(GENESIS)).isTrue();
        assertThat(entry.follows(entry.hash())).isFalse();
    }

    @Test
    void everyFieldIsCovered() {
        Digest hash = SealedEntry.seal(GENESIS, HEADING, CHANGES, NOTE).hash();
        Instant at = HEADING.at();
        TenantId other = new TenantId("other");
        assertThat(new SealedEntry(new EntryHeader(other, 1, at, 42), CHANGES, NOTE, hash).follows(GENESIS))
                .isFalse();
        assertThat(new SealedEntry(new EntryHeader(STUDIO, 2, at, 42), CHANGES, NOTE, hash).follows(GENESIS))
                .isFalse();
        assertThat(new SealedEntry(new EntryHeader(STUDIO, 1, at.plusNanos(1_000), 42), CHANGES, NOTE, hash)
                        .follows(GENESIS))
                .isFalse();
        assertThat(new SealedEntry(new EntryHeader(STUDIO, 1, at, 43), CHANGES, NOTE, hash).follows(GENESIS))
                .isFalse();
        assertThat(new SealedEntry(HEADING, Bytes.utf8("[ ]"), NOTE, hash).follows(GENESIS))
                .isFalse();
        assertThat(new SealedEntry(HEADING, CHANGES, hash, hash).follows(GENESIS))
                .isFalse();
    }

    @Test
    void refusesTimesFinerThanTheDatabase() {
        assertThatThrownBy(() -> new EntryHeader(STUDIO, 1, HEADING.at().plusNanos(1), 0))
                .hasMessageContaining("whole microseconds");
    }

    @Test
    void opensOnlyOneToAThousandChanges() {
        SealedEntry empty = SealedEntry.seal(GENESIS, HEADING, CHANGES, NOTE);
        assertThatThrownBy(empty::open).isInstanceOf(MalformedForm.class);
    }
}
