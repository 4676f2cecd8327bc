package dev.mandate.samples.sales.task;

import java.util.Locale;

/** What a trader can order about its assets: sell them, use them up, or take them out of the registry. */
public enum TaskKind {
    TRADE,
    RETIRE,
    OFFRAMP;

    /** As it stands in paths. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
