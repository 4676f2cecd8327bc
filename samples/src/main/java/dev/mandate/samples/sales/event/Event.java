package dev.mandate.samples.sales.event;

import java.time.OffsetDateTime;
import java.util.UUID;

/** Something that happened to a resource of a sales channel. */
record Event(UUID id, String salesChannelId, EventKind kind, UUID resourceId, OffsetDateTime createdAt) {}
