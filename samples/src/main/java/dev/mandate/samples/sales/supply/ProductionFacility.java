package dev.mandate.samples.sales.supply;

import java.util.UUID;

/**
 * A place whose output is certified.
 *
 * @param method the method of carbon removal
 * @param country ISO 3166-1 alpha-2
 */
record ProductionFacility(
        UUID id, String salesChannelId, UUID supplierId, String name, String method, String country) {}
