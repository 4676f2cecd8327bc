package dev.mandate.app.demo;

import dev.mandate.app.management.ManagementClient;
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
        ManagementClient platform) {}
