package dev.mandate.samples.sales.task;

/** What a trade is paid in (ISO 4217). */
public enum Currency {
    EUR,
    USD
}
