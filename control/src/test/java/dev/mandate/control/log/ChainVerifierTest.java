package dev.mandate.control.log;

import static dev.mandate.control.log.Node.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.ChainVerifier.Verdict;
import dev.mandate.control.postgres.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainVerifierTest {
    private Node node;

    @BeforeEach
    void write() {
        node = Node.on(TestDatabase.fresh()).with(STUDIO);
        for (int i = 1; i <= 5; i++) {
            node.addUser(STUDIO, "user-" + i);
        }
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Verdict verdict() {
        return new ChainVerifier(node.database).verify(STUDIO);
    }

    private void tamper(String sql) {
        assertThat(node.jdbc().sql(sql).update()).isEqualTo(1);
    }

    @Test
    void findsNothingWhereNothingWasDone() {
        assertThat(verdict())
                .isEqualTo(new Verdict.Intact(5, 0, node.streams.folded(STUDIO).hash()));
    }

    @Test
    void anErasedNoteIsNoBreak() {
        tamper("update entry set note = null where stream = 'studio' and revision = 3");
        assertThat(verdict())
                .isEqualTo(new Verdict.Intact(5, 1, node.streams.folded(STUDIO).hash()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changes = convert_to(replace(convert_from(changes, 'UTF8'), 'SERVICE', 'PERSON'), 'UTF8')",
                "note = note || '\\x20'",
                "note_hash = hash",
                "at = at + interval '1 microsecond'",
                "platform_revision = 0",
                "hash = note_hash"
            })
    void namesTheFirstEntryThatWasChanged(String change) {
        tamper("update entry set " + change + " where stream = 'studio' and revision = 3");
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Broken.class, b -> assertThat(b.revision()).isEqualTo(3));
    }

    @Test
    void noticesAMissingEntry() {
        tamper("delete from entry where stream = 'studio' and revision = 2");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(2, "the entry is missing"));
    }

    @Test
    void noticesAMissingTail() {
        tamper("delete from entry where stream = 'studio' and revision = 5");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(5, "the entry is missing"));
    }
}
