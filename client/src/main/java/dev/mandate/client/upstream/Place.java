package dev.mandate.client.upstream;

/** The tenant that owns a resource and the space that the resource belongs to. */
public record Place(String tenant, String space) {}
