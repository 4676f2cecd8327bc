package dev.mandate.protocol.feed;

import java.io.IOException;

/** The control node does not accept the gateway's key: the gateway was removed, or the key is wrong. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(int status) {
        super("the control node refuses the gateway's key (" + status
                + "): its gateway was removed, or the key is wrong");
    }
}
