package dev.mandate.control.log.entry;

import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Earlier states of a stream, and where in the log something stands. */
class EarlierStatesTest {
    private DatabaseSettings settings;

    @BeforeEach
    void fresh() {
        settings = TestDatabase.fresh();
    }

    private static Bytes bytes(FoldedState folded) {
        return SnapshotForm.write(folded.snapshot());
    }

    @Test
    void foldsEveryRevisionAsItWas() {
        try (LogNode node = LogNode.on(settings).with(STUDIO)) {
            EarlierStates past = new EarlierStates(node.database);
            List<FoldedState> then = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                node.addUser(STUDIO, "user-" + n);
                then.add(node.streams.folded(STUDIO));
            }
            // back and forth, so that what is kept is used and left aside
            for (int n : List.of(7, 0, 3, 3, 5, 1, 6, 2, 7, 4, 0)) {
                FoldedState was = then.get(n);
                FoldedState folded = past.at(STUDIO, was.revision());
                assertThat(bytes(folded)).isEqualTo(bytes(was));
                assertThat(folded.hash()).isEqualTo(was.hash());
                assertThat(DirectoryForm.write(folded.directory())).isEqualTo(DirectoryForm.write(was.directory()));
            }
        }
    }

    @Test
    void startsFromAStoredFold() {
        try (LogNode node = LogNode.on(settings).with(STUDIO)) {
            node.addUser(STUDIO, "early");
            node.addUser(STUDIO, "stored");
            FoldedState stored = node.streams.folded(STUDIO);
            new StoredFolds(node.database.dataSource(), new Ledger(node.database.dataSource())).store(stored);
            node.addUser(STUDIO, "late");
            JdbcClient.create(node.database.dataSource())
                    .sql("update entry set changes = '[]'::bytea where stream = 'studio' and revision = 1")
                    .update();
            EarlierStates past = new EarlierStates(node.database);
            assertThat(past.at(STUDIO, stored.revision() + 1).hash())
                    .isEqualTo(node.streams.folded(STUDIO).hash());
            Refusal refused = catchThrowableOfType(Refusal.class, () -> past.at(STUDIO, 1));
            assertThat(refused.problem().status())
                    .as("a broken log is not guessed at")
                    .isEqualTo(503);
        }
    }

    @Test
    void forgetsWhatTheLogHasOtherwise() {
        try (LogNode node = LogNode.on(settings).with(STUDIO)) {
            EarlierStates past = new EarlierStates(node.database);
            node.addUser(STUDIO, "a");
            long head = node.streams.folded(STUDIO).revision();
            past.at(STUDIO, head);
            JdbcClient.create(node.database.dataSource())
                    .sql(
                            "update entry set hash = decode(repeat('00', 32), 'hex') where stream = 'studio' and revision = "
                                    + head)
                    .update();
            assertThat(catchThrowableOfType(Refusal.class, () -> past.at(STUDIO, head))
                            .problem()
                            .status())
                    .isEqualTo(503);
        }
    }

    @Test
    void findsTheNewestEntryWithTheWords() {
        try (LogNode node = LogNode.on(settings).with(STUDIO)) {
            EarlierStates past = new EarlierStates(node.database);
            for (String user : List.of("robot", "robot-2", "other")) {
                node.addUser(STUDIO, user);
            }
            long head = node.streams.folded(STUDIO).revision();
            List<String> words = List.of("\"UserAdded\"", "\"robot\"");
            assertThat(past.newestContaining(STUDIO, 1, head + 1, words)
                            .orElseThrow()
                            .entry()
                            .revision())
                    .isEqualTo(head - 2);
            assertThat(past.newestContaining(STUDIO, 1, head - 2, words))
                    .as("before it")
                    .isEmpty();
            assertThat(past.newestContaining(STUDIO, head - 1, head + 1, words))
                    .as("farther than it looks")
                    .isEmpty();
            assertThat(past.newestContaining(new TenantId("nobody"), 1, head + 1, words))
                    .isEmpty();
        }
    }

    @Test
    void knowsWhichEntryWasThereAtATime() {
        try (LogNode node = LogNode.on(settings).with(STUDIO)) {
            EarlierStates past = new EarlierStates(node.database);
            Instant first = node.now;
            node.addUser(STUDIO, "a");
            long then = node.streams.folded(STUDIO).revision();
            node.now = first.plus(Duration.ofDays(7));
            node.addUser(STUDIO, "b");
            assertThat(past.headingAt(STUDIO, first.plus(Duration.ofDays(6))).map(EntryHeader::revision))
                    .contains(then);
            assertThat(past.headingAt(STUDIO, node.now).map(EntryHeader::revision))
                    .contains(then + 1);
            assertThat(past.headingAt(STUDIO, first.minusSeconds(1))).isEmpty();
            assertThat(past.heading(STUDIO, then + 2)).isEmpty();
        }
    }
}
