package dev.mandate.samples.media.setting;

import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.TrustedGateway;
import java.nio.file.Path;
import java.time.Duration;

/** The settings of one media gateway. */
public record MediaGatewaySettings(Listen listen, Database database, TrustedGateway gateway, Storage storage) {
    /** The id under which the API is imported, which is also the audience of its identities. */
    public static final String API = "media-gateway";

    /**
     * The ports; 0 takes a free one.
     *
     * @param host the address for all three ports
     * @param apiPort the partner API, for Mandate's gateway only
     * @param storagePort presigned uploads and downloads
     * @param operatorPort the studio's operator API, {@code /livez} and {@code /readyz}
     */
    public record Listen(String host, int apiPort, int storagePort, int operatorPort) {
        /** Returns free ports on the loopback address. */
        public static Listen loopback() {
            return new Listen("127.0.0.1", 0, 0, 0);
        }
    }

    /**
     * The settings of files and webhooks.
     *
     * @param folder the folder that stores the files
     * @param largestFile maximum size of a file, in bytes
     * @param urlLifetime how long a presigned URL is valid
     * @param webhookAllowLoopback setting {@code webhook.allow-loopback}: webhooks may go to this machine over plain
     *     HTTP; for demonstrations only
     */
    public record Storage(Path folder, long largestFile, Duration urlLifetime, boolean webhookAllowLoopback) {
        /** Returns settings with 100 MiB a file, URLs valid for 15 minutes, and webhooks over HTTPS only. */
        public static Storage in(Path folder) {
            return new Storage(folder, 100 * 1024 * 1024L, Duration.ofMinutes(15), false);
        }

        /** Returns the same settings with webhooks to this machine allowed. */
        public Storage allowingLoopbackWebhooks() {
            return new Storage(folder, largestFile, urlLifetime, true);
        }
    }
}
