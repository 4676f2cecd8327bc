package dev.mandate.samples.media;

import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.Gateway;
import java.nio.file.Path;
import java.time.Duration;

/** Everything that one media gateway needs to start. */
public record MediaGatewaySettings(Listen listen, Database database, Gateway gateway, Storage storage) {
    /** The id under which the API is imported, and so the audience of its identities. */
    public static final String API = "media-gateway";

    /**
     * Where the ports listen; 0 takes a free port.
     *
     * @param host for all three
     * @param apiPort the partner API, for Mandate's gateway alone
     * @param storagePort presigned uploads and downloads
     * @param operatorPort the studio's own side, {@code /livez} and {@code /readyz}
     */
    public record Listen(String host, int apiPort, int storagePort, int operatorPort) {
        /** Free ports on the loopback address. */
        public static Listen loopback() {
            return new Listen("127.0.0.1", 0, 0, 0);
        }
    }

    /**
     * Files and webhooks.
     *
     * @param folder where bytes are kept
     * @param largestFile in bytes
     * @param urlLifetime how long a presigned URL may be used
     * @param webhookAllowLoopback setting {@code webhook.allow-loopback}: webhooks may go to this machine over plain
     *     HTTP; for demonstrations only
     */
    public record Storage(Path folder, long largestFile, Duration urlLifetime, boolean webhookAllowLoopback) {
        /** 100 MiB a file, URLs for 15 minutes, webhooks over HTTPS only. */
        public static Storage in(Path folder) {
            return new Storage(folder, 100 * 1024 * 1024L, Duration.ofMinutes(15), false);
        }

        /** The same with webhooks to this machine allowed. */
        public Storage allowingLoopbackWebhooks() {
            return new Storage(folder, largestFile, urlLifetime, true);
        }
    }
}
