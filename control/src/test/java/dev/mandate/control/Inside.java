package dev.mandate.control;

import dev.mandate.control.management.Control;

/** Parts of the control plane under test, for tests that look past its doors. */
public final class Inside {
    private Inside() {}

    public static <T> T part(Class<T> type) {
        return Control.server().part(type);
    }
}
