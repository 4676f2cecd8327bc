package dev.mandate.control.computation;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether the caller whose request the current thread serves is still connected. */
public final class CallerConnection {
    private static final ScopedValue<BooleanSupplier> GONE = ScopedValue.newInstance();

    private CallerConnection() {}

    /**
     * Serves a request of a connection.
     *
     * @param gone whether the caller has closed it; asked by the thread that serves the request
     */
    public static <T> T serve(BooleanSupplier gone, Supplier<T> request) {
        return ScopedValue.where(GONE, gone).call(request::get);
    }

    /** Returns whether the caller has closed the connection; false if the thread serves no request. */
    static boolean isGone() {
        return GONE.isBound() && GONE.get().getAsBoolean();
    }
}
