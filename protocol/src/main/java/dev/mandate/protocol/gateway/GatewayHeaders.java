package dev.mandate.protocol.gateway;

import dev.mandate.protocol.record.DecisionId;

/**
 * Headers that a gateway adds to a call that it forwards to the control plane. They and {@link DecisionId#HEADER} count
 * only together with a valid gateway key; a gateway removes them from callers' requests.
 */
public final class GatewayHeaders {
    /** The gateway's key, as set at the gateway. */
    public static final String KEY = "Mandate-Gateway-Key";

    /** The remote address of the caller's connection to the gateway. */
    public static final String ADDRESS = "Mandate-Caller-Address";

    private GatewayHeaders() {}
}
