package dev.mandate.control.log;

import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange.LogFormatRaised;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.change.ChangeForm;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of a later format are written only once every node reads them. */
class LogFormatTest {
    private static final Change OF_FORMAT_2 = new LogChange.NoteErased(1);

    private DatabaseSettings settings;
    private LogNode node;

    /** As an older release left it: entries, and no format raised. */
    @BeforeEach
    void start() {
        settings = TestDatabase.fresh();
        node = LogNode.on(settings).with(STUDIO);
        node.addUser(STUDIO, "a");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private int format() {
        return node.streams.view(STUDIO).platform().catalogue().format();
    }

    @Test
    void writesNothingOfALaterFormat() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> node.append(STUDIO, OF_FORMAT_2));
        assertThat(refusal.problem().status()).isEqualTo(409);
        assertThat(refusal.problem().code()).isEqualTo("log_format");
        assertThat(refusal.problem().detail())
                .contains("mandate log format --raise 2")
                .contains("/api/v1/log-format");
        assertThat(node.trail.from(STUDIO, 1, 10)).hasSize(1);
    }

    private static Change app(String id, GrantType... grantTypes) {
        return new AppChange.AppAdded(new AppId(id), "App", "", Set.of(grantTypes), Set.of());
    }

    private String newest() {
        byte[] changes =
                node.trail.from(STUDIO, 1, 10).getLast().entry().changes().toByteArray();
        return new String(changes, StandardCharsets.UTF_8);
    }

    /** Older nodes go on reading a log until its format is raised. */
    @Test
    void writesTheNewestVersionThatTheFormatAllows() {
        node.append(STUDIO, app("early", GrantType.CLIENT_CREDENTIALS));
        assertThat(newest()).contains("\"v\":1", "\"grantType\":\"CLIENT_CREDENTIALS\"");
        Change several = app("several", GrantType.values());
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> node.append(STUDIO, several));
        assertThat(refusal.problem().code()).isEqualTo("log_format");
        node.append(TenantId.PLATFORM, new LogFormatRaised(3));
        node.append(STUDIO, app("late", GrantType.CLIENT_CREDENTIALS));
        assertThat(newest()).contains("\"v\":2", "\"grantTypes\":[\"CLIENT_CREDENTIALS\"]");
        node.append(STUDIO, several);
        assertThat(node.streams.view(STUDIO).tenant().tenancy().apps().find(new AppId("early")))
                .isEqualTo(node.streams.view(STUDIO).tenant().tenancy().apps().find(new AppId("late")));
    }

    @Test
    void writesItOnceTheFormatIsRaised() {
        assertThat(format()).isEqualTo(1);
        node.append(TenantId.PLATFORM, new LogFormatRaised(2));
        assertThat(format()).isEqualTo(2);
        assertThat(node.append(STUDIO, OF_FORMAT_2).revision()).isEqualTo(2);
    }

    @Test
    void anOlderInstallationStaysWhereItIs() {
        InstantSource clock = InstantSource.system();
        LogConfiguration.begin(new Log(node.database, node.streams, LogSettings.DEFAULTS, clock));
        assertThat(format()).isEqualTo(1);
    }

    @Test
    void aNewInstallationBeginsAtTheNewest() {
        try (LogNode fresh = LogNode.on(TestDatabase.fresh())) {
            LogConfiguration.begin(fresh.log);
            LogConfiguration.begin(fresh.log);
            assertThat(fresh.streams
                            .view(TenantId.PLATFORM)
                            .platform()
                            .catalogue()
                            .format())
                    .isEqualTo(ChangeForm.NEWEST_FORMAT);
            assertThat(fresh.trail.from(TenantId.PLATFORM, 1, 10)).hasSize(1);
        }
    }
}
