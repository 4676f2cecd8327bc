package dev.mandate.control.token.chain;

import org.springframework.core.Ordered;

/** The order of the security chains; chains for other paths come between {@link #MANAGEMENT} and {@link #ALL_ELSE}. */
public final class ChainOrder {
    public static final int TOKEN = 100;
    static final int PUBLIC = 110;
    static final int INTERNAL = 120;
    static final int USER_SERVICES = 130;

    /** The last chain of management with paths of its own. */
    public static final int MANAGEMENT = 140;

    /** Denies what no other chain is for. */
    public static final int ALL_ELSE = Ordered.LOWEST_PRECEDENCE;

    private ChainOrder() {}
}
