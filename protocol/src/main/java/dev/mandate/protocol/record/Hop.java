package dev.mandate.protocol.record;

/**
 * Headers that a gateway adds to a call that it passes on to the control plane. Together with {@link DecisionId#HEADER} they
 * count only with the key of a gateway; a gateway removes them from what callers send.
 */
public final class Hop {
    /** The gateway's key, as it is set at the gateway. */
    public static final String KEY = "Mandate-Gateway-Key";

    /** The address that the caller's connection to the gateway comes from. */
    public static final String ADDRESS = "Mandate-Caller-Address";

    private Hop() {}
}
