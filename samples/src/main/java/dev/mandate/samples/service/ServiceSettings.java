package dev.mandate.samples.service;

/**
 * The settings of every service.
 *
 * @param api the id under which the API is imported, which is also the audience of its identities
 * @param schema the service's schema in the database, created by the migrations in {@code db/<schema>}
 */
public record ServiceSettings(String api, String schema, Listen listen, Database database, TrustedGateway gateway) {}
