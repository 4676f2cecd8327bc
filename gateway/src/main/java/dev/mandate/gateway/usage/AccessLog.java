package dev.mandate.gateway.usage;

import dev.mandate.gateway.decision.Call;

/** One line per call, for those who ask for it: never a query, header, token or address. */
public final class AccessLog {
    private static final System.Logger LOG = System.getLogger("dev.mandate.access");

    private AccessLog() {}

    public static void write(Call call) {
        LOG.log(
                System.Logger.Level.INFO,
                "{0} {1} {2} {3}",
                call.http().method().name(),
                call.path().orElse("-"),
                call.outcome(),
                call.id());
    }
}
