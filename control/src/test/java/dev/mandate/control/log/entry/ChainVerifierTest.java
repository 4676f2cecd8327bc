package dev.mandate.control.log.entry;

import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.ChainWalk.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainVerifierTest {
    private LogNode node;

    @BeforeEach
    void write() {
        node = LogNode.on(TestDatabase.fresh()).with(STUDIO);
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
        assertThat(verdict()).isEqualTo(intact(5, 0));
    }

    private Verdict.Intact intact(long entries, long erased, Long... outside) {
        return new Verdict.Intact(
                entries,
                erased,
                new TreeSet<>(List.of(outside)),
                node.streams.folded(STUDIO).hash());
    }

    private void erase(long revision) {
        node.log.append(
                STUDIO,
                LogNode.NOTE,
                Optional.empty(),
                state -> ChangeProposal.of(
                        List.of(new LogChange.NoteErased(revision)), Trail.eraseNote(STUDIO, revision)));
    }

    @Test
    void anErasedNoteIsNoBreak() {
        node.append(TenantId.PLATFORM, new CatalogueChange.LogFormatRaised(2));
        erase(3);
        assertThat(verdict()).isEqualTo(intact(6, 1));
        assertThat(node.trail.from(STUDIO, 3, 1).getFirst().note()).isEmpty();
        assertThat(node.trail.from(STUDIO, 4, 1).getFirst().note()).contains(LogNode.NOTE);
    }

    @Test
    void tellsOfANoteThatSomebodyElseErased() {
        node.append(TenantId.PLATFORM, new CatalogueChange.LogFormatRaised(2));
        tamper("update entry set note = null where stream = 'studio' and revision = 2");
        erase(4);
        assertThat(verdict()).isEqualTo(intact(6, 1, 2L));
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

    @Test
    void noticesAHeadThatNamesAnotherEntry() {
        tamper("update stream set hash = sha256(hash) where id = 'studio'");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(5, "the stream's head names another entry"));
    }
}
