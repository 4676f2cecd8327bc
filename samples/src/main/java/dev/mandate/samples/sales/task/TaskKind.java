package dev.mandate.samples.sales.task;

import java.util.Locale;

/** What a trader can order for its assets: sell them, retire them, or remove them from the registry. */
public enum TaskKind {
    TRADE,
    RETIRE,
    OFFRAMP;

    /** Returns the kind as in paths. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
