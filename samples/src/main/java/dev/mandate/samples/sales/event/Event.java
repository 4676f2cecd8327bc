package dev.mandate.samples.sales.event;

import java.time.OffsetDateTime;
import java.util.UUID;

/** An event about a resource of a sales channel. */
record Event(UUID id, String salesChannelId, EventKind kind, UUID resourceId, OffsetDateTime createdAt) {}
