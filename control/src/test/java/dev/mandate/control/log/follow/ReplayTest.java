package dev.mandate.control.log.follow;

import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.entry.Ledger;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.SealedEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a fold moves along the log, and what stops it. */
class ReplayTest {
    /** Applies no entry at revision 2. */
    private record Failing(Ledger ledger, Error failure) implements Replay.Source {
        @Override
        public long platformAtLeast(long revision) {
            return revision;
        }

        @Override
        public FoldedState applied(FoldedState now, SealedEntry next) {
            if (next.revision() == 2) {
                throw failure;
            }
            return now.apply(next);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"studio", "platform"})
    void stopsAtWhateverAnEntryThrows(String name) {
        TenantId stream = new TenantId(name);
        try (LogNode node = LogNode.on(TestDatabase.fresh()).with(STUDIO)) {
            node.append(TenantId.PLATFORM, new CatalogueChange.KeyRetired("k"));
            node.addUser(STUDIO, "a");
            node.addUser(STUDIO, "b");
            Ledger ledger = new Ledger(node.database.dataSource());
            for (Error failure : List.of(new StackOverflowError(), new AssertionError("bug"))) {
                Replay replay = new Replay(stream, new Failing(ledger, failure), new ReplayCost());
                assertThat(replay.from(FoldedState.empty(stream)))
                        .hasValueSatisfying(
                                folded -> assertThat(folded.revision()).isEqualTo(1));
                assertThat(replay.failure()).hasValueSatisfying(stop -> {
                    assertThat(stop.revision()).isEqualTo(2);
                    assertThat(stop.reason()).isEqualTo("it cannot be applied: " + failure);
                });
            }
        }
    }

    @Test
    void followsTheLogToItsEnd() {
        try (LogNode node = LogNode.on(TestDatabase.fresh()).with(STUDIO)) {
            node.addUser(STUDIO, "a");
            node.addUser(STUDIO, "b");
            Replay.Source source = new Replay.Source() {
                @Override
                public Ledger ledger() {
                    return new Ledger(node.database.dataSource());
                }

                @Override
                public long platformAtLeast(long revision) {
                    return revision;
                }
            };
            Replay replay = new Replay(STUDIO, source, new ReplayCost());
            assertThat(replay.from(FoldedState.empty(STUDIO)))
                    .hasValueSatisfying(folded -> assertThat(folded.revision()).isEqualTo(2));
            assertThat(replay.failure()).isEmpty();
        }
    }
}
