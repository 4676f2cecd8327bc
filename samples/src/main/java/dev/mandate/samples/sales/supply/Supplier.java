package dev.mandate.samples.sales.supply;

import java.util.UUID;

/**
 * A company that runs production facilities.
 *
 * @param country ISO 3166-1 alpha-2
 */
record Supplier(UUID id, String salesChannelId, String name, String country) {}
