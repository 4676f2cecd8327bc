package dev.mandate.control.log.write;

import static dev.mandate.control.log.LogNode.NOTE;
import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.ChainVerifier;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.protocol.chain.ChainWalk;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database takes no writes for a while: nothing is acknowledged that is not there, and then it goes on. */
class DatabaseFaultTest {
    private DatabaseSettings settings;
    private LogNode node;

    @BeforeEach
    void start() {
        settings = TestDatabase.fresh();
        node = LogNode.on(settings).with(STUDIO);
        node.addUser(STUDIO, "before");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void run(String... statements) {
        for (String statement : statements) {
            node.jdbc().sql(statement).update();
        }
    }

    private String refusedAs() {
        return refusedAs(() -> node.addUser(STUDIO, "during"));
    }

    private static String refusedAs(ThrowingCallable command) {
        Refusal refusal = catchThrowableOfType(Refusal.class, command);
        assertThat(refusal.problem().status()).isEqualTo(503);
        return refusal.problem().detail();
    }

    private void goesOn() {
        assertThat(node.addUser(STUDIO, "after").revision()).isEqualTo(2);
        assertThat(node.hasUser(STUDIO, "before")).isTrue();
        assertThat(node.hasUser(STUDIO, "during")).isFalse();
        isIntact(2);
    }

    private void isIntact(long entries) {
        assertThat(new ChainVerifier(node.database).verify(STUDIO))
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.entries()).isEqualTo(entries));
    }

    /** Where in the transaction the disk is full: at the head, at the entry, or as it is committed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "before update on stream for each row",
                "before insert on entry for each row",
                "after insert on entry deferrable initially deferred for each row"
            })
    void saysThatTheDiskIsFull(String when) {
        String kind = when.contains("deferred") ? "constraint trigger" : "trigger";
        run(
                "create function full_disk() returns trigger language plpgsql as"
                        + " 'begin raise exception ''could not extend file: No space left on device'' using errcode = ''53100''; end'",
                "create " + kind + " full_disk " + when + " execute function full_disk()");
        assertThat(refusedAs()).isEqualTo("the database's disk is full: try again");
        run("drop function full_disk cascade");
        goesOn();
    }

    @Test
    void saysThatTheDatabaseIsReadOnly() throws SQLException {
        everyConnection("set default_transaction_read_only = on");
        assertThat(refusedAs()).isEqualTo("the database is read-only: try again");
        assertThat(node.hasUser(STUDIO, "before")).as("reads go on").isTrue();
        everyConnection("reset default_transaction_read_only");
        goesOn();
    }

    /** As a reload of the server's configuration reaches those that are open; new ones would not be made at all. */
    private void everyConnection(String setting) throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < settings.connections(); i++) {
            all.add(node.database.dataSource().getConnection());
        }
        for (Connection connection : all) {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute(setting);
            }
        }
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        node.database.close();
        assertThat(refusedAs()).isEqualTo("the database is away: try again");
    }

    private static CommandOutcome<String> keyed(LogNode far, String user) {
        Idempotency<String> key = new Idempotency<>(
                "key",
                Digest.of(Bytes.utf8("body")),
                c -> new KeptAnswer(200, Map.of(), Bytes.utf8(c.result())),
                (state, changes) -> {});
        return far.log.append(
                STUDIO, NOTE, Optional.of(key), state -> ChangeProposal.of(List.of(LogNode.user(user)), user));
    }

    /** Nobody can know what became of it; whoever asks again with the same key is told. */
    @Test
    void doesOnceWhatWasCutAtItsCommit() throws Exception {
        try (CutLine line = CutLine.to(settings);
                LogNode far = LogNode.on(line.settings())) {
            assertThat(far.hasUser(STUDIO, "before")).isTrue();
            line.cutAtTheNextCommit(CutLine.Cut.BEFORE_THE_ANSWER);
            assertThat(refusedAs(() -> keyed(far, "during"))).isEqualTo("the database is away: try again");
            assertThat(node.trail.from(STUDIO, 1, 10)).as("it was written").hasSize(2);
            assertThat(keyed(far, "during")).isInstanceOf(CommandOutcome.Replayed.class);
            assertThat(far.addUser(STUDIO, "after").revision()).isEqualTo(3);
        }
        isIntact(3);
    }

    /** What a node wrote it need not read: the database may be away as soon as it said so. */
    @Test
    void knowsWhatItWroteThoughItCannotRead() throws Exception {
        try (CutLine line = CutLine.to(settings);
                LogNode far = LogNode.on(line.settings())) {
            assertThat(far.hasUser(STUDIO, "before")).isTrue();
            line.cutAtTheNextCommit(CutLine.Cut.AFTER_THE_ANSWER);
            assertThat(far.addUser(STUDIO, "during").revision()).isEqualTo(2);
            assertThat(far.hasUser(STUDIO, "during")).isTrue();
        }
        isIntact(2);
    }
}
