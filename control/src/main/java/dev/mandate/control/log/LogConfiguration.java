package dev.mandate.control.log;

import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.entry.ChainVerifier;
import dev.mandate.control.log.entry.EarlierStates;
import dev.mandate.control.log.entry.Trail;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.AnswerExpiry;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.change.ChangeForm;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the log once its tables exist. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
class LogConfiguration {
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    Streams streams(ControlDatabase database, LogSettings settings) {
        return Streams.open(database, settings);
    }

    @Bean
    Log log(ControlDatabase database, Streams streams, LogSettings settings) {
        Log log = new Log(database, streams, settings, InstantSource.system());
        begin(log);
        return log;
    }

    /** Appends the first entry of a new installation: all its nodes have this release, so its log format is in force at once. */
    static void begin(Log log) {
        log.append(TenantId.PLATFORM, new Note("start", "start", null, null), Optional.empty(), state -> {
            boolean begun = state.view().platform().revision() > 0;
            return begun
                    ? ChangeProposal.of()
                    : ChangeProposal.of(new CatalogueChange.LogFormatRaised(ChangeForm.NEWEST_FORMAT));
        });
    }

    @Bean(destroyMethod = "close")
    AnswerExpiry answerExpiry(Log log, LogSettings settings) {
        return new AnswerExpiry(log, settings.cleanUp());
    }

    @Bean
    Trail trail(ControlDatabase database) {
        return new Trail(database);
    }

    @Bean
    EarlierStates past(ControlDatabase database) {
        return new EarlierStates(database);
    }

    @Bean
    ChainVerifier chainVerifier(ControlDatabase database) {
        return new ChainVerifier(database);
    }
}
