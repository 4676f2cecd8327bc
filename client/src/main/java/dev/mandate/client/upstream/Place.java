package dev.mandate.client.upstream;

/** Where a resource stands: the tenant that owns it and the space that walls it in. */
public record Place(String tenant, String space) {}
