package dev.mandate.samples.sales.setting;

import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.Listen;
import dev.mandate.samples.service.TrustedGateway;
import java.time.Duration;

/** The settings of one instance of the sales channel services. */
public record SalesChannelSettings(Listen listen, Database database, TrustedGateway gateway, Settling settling) {
    /** The id under which the API is imported, which is also the audience of its identities. */
    public static final String API = "saleschannel-services";

    /**
     * When retirements and offramps are settled.
     *
     * @param delay minimum age of a task before it is settled; 0 or more
     * @param poll interval of looking for due tasks, above 0; a task may stay pending for so much longer
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

        /**
         * Returns a delay of 500 ms and an interval of 250 ms: long enough to see a pending task, short enough to wait
         * for.
         */
        public static Settling soon() {
            return new Settling(Duration.ofMillis(500), Duration.ofMillis(250));
        }
    }
}
