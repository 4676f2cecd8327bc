package dev.mandate.samples.sales;

import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.Gateway;
import dev.mandate.samples.service.Listen;
import java.time.Duration;

/** Everything that one instance of the sales channel services needs to start. */
public record SalesChannelSettings(Listen listen, Database database, Gateway gateway, Settling settling) {
    /** The id under which the API is imported, and so the audience of its identities. */
    public static final String API = "saleschannel-services";

    /**
     * When retirements and offramps are settled.
     *
     * @param delay how old a task must be; it is pending for so long at least
     * @param poll how often due tasks are looked for; a task may be pending for so much longer
     */
    public record Settling(Duration delay, Duration poll) {
        public Settling {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("`delay` is `" + delay + "`, must be 0 or more");
            }
            if (!poll.isPositive()) {
                throw new IllegalArgumentException("`poll` is `" + poll + "`, must be above 0");
            }
        }

        /** After half a second, looked for every quarter: long enough to see a pending task, short enough to wait. */
        public static Settling soon() {
            return new Settling(Duration.ofMillis(500), Duration.ofMillis(250));
        }
    }
}
