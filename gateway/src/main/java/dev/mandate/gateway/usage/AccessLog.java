package dev.mandate.gateway.usage;

import dev.mandate.gateway.http.Call;
import dev.mandate.protocol.record.TextLimits;

/**
 * One line per call, for those who ask for it: never a query, header, token or address. Method and path are cut to the lengths of
 * a decision record, so that no caller decides how long a line is.
 */
public final class AccessLog {
    private static final System.Logger LOG = System.getLogger("dev.mandate.access");

    private AccessLog() {}

    public static void write(Call call) {
        LOG.log(
                System.Logger.Level.INFO,
                "{0} {1} {2} {3}",
                shown(call.method(), TextLimits.METHOD),
                shown(call.path().orElse("-"), TextLimits.PATH),
                call.outcome(),
                call.id());
    }

    /** Three dots after its beginning say that it was cut. */
    private static String shown(String text, int most) {
        return text.length() > most ? TextLimits.beginning(text, most) + "..." : text;
    }
}
