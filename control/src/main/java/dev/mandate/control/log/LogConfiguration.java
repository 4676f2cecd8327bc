package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.ChangeForm;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the log as soon as its tables are there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
class LogConfiguration {
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    Streams streams(Database database, LogSettings settings) {
        return Streams.open(database, settings);
    }

    @Bean
    Log log(Database database, Streams streams, LogSettings settings) {
        Log log = new Log(database, streams, settings, InstantSource.system());
        begin(log);
        return log;
    }

    /** The first entry of a new installation, whose nodes are all of this release: nothing need ever be raised to it. */
    static void begin(Log log) {
        log.append(TenantId.PLATFORM, new Note("start", "start", null, null), Optional.empty(), state -> {
            boolean begun = state.view().platform().revision() > 0;
            return begun ? Proposal.of() : Proposal.of(new CatalogueChange.LogFormatRaised(ChangeForm.NEWEST_FORMAT));
        });
    }

    @Bean(destroyMethod = "close")
    AnswerExpiry answerExpiry(Log log, LogSettings settings) {
        return new AnswerExpiry(log, settings.cleanUp());
    }

    @Bean
    Trail trail(Database database) {
        return new Trail(database);
    }

    @Bean
    Past past(Database database) {
        return new Past(database);
    }

    @Bean
    ChainVerifier chainVerifier(Database database) {
        return new ChainVerifier(database);
    }
}
