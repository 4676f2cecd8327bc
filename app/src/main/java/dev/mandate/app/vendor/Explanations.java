package dev.mandate.app.vendor;

import dev.mandate.app.management.ManagementClient;

/** What the owner learns of a decision by its id. */
public final class Explanations {
    private Explanations() {}

    /** The recorded reason, such as {@code outside_spaces}; it takes a moment to arrive. */
    public static String reason(ManagementClient admin, Vendor.Seen seen) {
        String id = seen.decision().orElse("none");
        ManagementClient.Answer answer =
                Retries.until(a -> a.status() == 200, () -> admin.call("GET", "/api/v1/decisions/" + id, null));
        return answer.json().path("reason").asString("");
    }
}
