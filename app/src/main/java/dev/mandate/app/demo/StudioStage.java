package dev.mandate.app.demo;

import dev.mandate.app.management.ManagementClient;
import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import dev.mandate.protocol.gateway.ControlPath;
import dev.mandate.samples.robot.RobotSettings;
import java.net.URI;

/**
 * What a story about the studio is played on.
 *
 * @param operator the sample's operator port
 * @param task one of the vendor's workspace
 * @param foreignTask a task of a workspace that the vendor does not reach
 * @param admin the studio's management
 * @param platform the platform's management
 */
public record StudioStage(
        URI gateway,
        URI operator,
        String tenant,
        String workspace,
        String task,
        String foreignTask,
        ManagementClient admin,
        ManagementClient platform) {
    /** What the vendor's robot needs to work for an app. */
    RobotSettings robot(String app, String secret) {
        return new RobotSettings(
                gateway,
                new ClientCredentials(
                        gateway.resolve(ControlPath.TOKEN_ALIAS),
                        app,
                        new ClientSecret(secret),
                        ClientAuthentication.FORM,
                        "cfgateway"),
                new RobotSettings.Place(tenant, workspace),
                operator);
    }
}
