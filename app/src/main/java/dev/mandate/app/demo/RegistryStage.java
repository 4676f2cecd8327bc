package dev.mandate.app.demo;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.vendor.Registrar;
import java.net.URI;
import java.net.http.HttpClient;

/**
 * What a story about the registry is played on.
 *
 * @param operator the sample's operator port
 * @param channel the sales channel that the story's users are bound to
 * @param elsewhere another one
 * @param foreignProposal an open one of the other channel
 * @param foreignTrader one of the other channel
 * @param admin the registry's management
 */
public record RegistryStage(
        HttpClient http,
        URI gateway,
        URI operator,
        String tenant,
        String channel,
        String elsewhere,
        String foreignProposal,
        String foreignTrader,
        ManagementClient admin) {
    /** As the installation's {@code demo.env} says. */
    public static RegistryStage of(EnvironmentFile demo, HttpClient http, ManagementClient admin) {
        return new RegistryStage(
                http,
                URI.create(demo.get("GATEWAY_URL")),
                URI.create(demo.get("SALES_OPERATOR_URL")),
                "registry",
                demo.get("CHANNEL_A_ID"),
                demo.get("CHANNEL_B_ID"),
                demo.get("PROPOSAL_B_ID"),
                demo.get("TRADER_B_ID"),
                admin);
    }

    /** The same, with everybody bound to the other channel. */
    RegistryStage other() {
        return new RegistryStage(
                http,
                gateway,
                operator,
                tenant,
                /* channel= */ elsewhere,
                /* elsewhere= */ channel,
                foreignProposal,
                foreignTrader,
                admin);
    }

    RegistryOperator registry() {
        return new RegistryOperator(http, operator);
    }

    Registrar registrar() {
        return new Registrar(admin);
    }
}
