package dev.mandate.control.token.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.postgres.TestDatabase;
import dev.mandate.control.token.secret.GatewayKey;
import dev.mandate.engine.change.CatalogueChange.GatewayAdded;
import dev.mandate.engine.change.CatalogueChange.GatewayRemoved;
import dev.mandate.engine.id.TenantId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys in the table, with no key in the setting. */
class GatewayKeySettingsTest {
    private final GatewayKey key = GatewayKey.generate(new SecureRandom());
    private final GatewayKey another = GatewayKey.generate(new SecureRandom());

    @Test
    void knowsAKeyWhileItsGatewayIsInTheLog() {
        try (LogNode node = LogNode.on(TestDatabase.fresh())) {
            GatewayKeys keys = keys(node);
            assertThat(keys.holder(key.reveal())).isEmpty();
            add(node, "edge", key);
            add(node, "other", another);
            assertThat(keys.holder(key.reveal())).contains("edge");
            assertThat(keys.holder(another.reveal())).contains("other");
            append(node, ChangeProposal.of(List.of(new GatewayRemoved("edge")), GatewayKeys.forget("edge")));
            assertThat(keys.holder(key.reveal())).isEmpty();
            assertThat(keys.holder(another.reveal())).contains("other");
        }
    }

    @Test
    void asksNothingOfTheDatabaseForAWrongKey() {
        try (LogNode node = LogNode.on(TestDatabase.fresh())) {
            GatewayKeys keys = keys(node);
            add(node, "edge", key);
            assertThat(keys.holder(key.reveal())).contains("edge");
            node.database.close();
            assertThat(keys.holder(another.reveal())).isEmpty();
            assertThat(keys.holder(key.reveal())).contains("edge");
        }
    }

    private static GatewayKeys keys(LogNode node) {
        LogNode.begun(node.log);
        return new GatewayKeys(new SetGateways(List.of()), JdbcClient.create(node.database.dataSource()), node.streams);
    }

    private static void add(LogNode node, String gateway, GatewayKey key) {
        append(node, ChangeProposal.of(List.of(new GatewayAdded(gateway, gateway)), GatewayKeys.keep(gateway, key)));
    }

    private static void append(LogNode node, ChangeProposal<?> proposal) {
        Note note = new Note("system", UUID.randomUUID().toString(), "test", null);
        node.log.append(TenantId.PLATFORM, note, Optional.empty(), state -> proposal);
    }
}
