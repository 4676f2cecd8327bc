package dev.mandate.samples.sales.asset;

import java.util.UUID;

/** A range of one facility's certificates that a trader holds, all available or all reserved by pending tasks. */
record Asset(long start, long end, UUID productionFacilityId, AssetState state) {}
