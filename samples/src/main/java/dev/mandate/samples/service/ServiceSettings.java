package dev.mandate.samples.service;

/**
 * What every service needs to start.
 *
 * @param api the id under which the API is imported, and so the audience of its identities
 * @param schema the service's schema in the database, made from the migrations in {@code db/<schema>}
 */
public record ServiceSettings(String api, String schema, Listen listen, Database database, Gateway gateway) {}
