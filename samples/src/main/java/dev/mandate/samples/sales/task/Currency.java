package dev.mandate.samples.sales.task;

/** The currency of a trade (ISO 4217). */
public enum Currency {
    EUR,
    USD
}
