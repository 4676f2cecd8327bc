package dev.mandate.samples.service;

import java.net.URI;

/**
 * Whom a service believes.
 *
 * @param issuer the gateway's URL as it signs identities
 * @param jwksUri where the gateways' public keys are
 */
public record Gateway(String issuer, URI jwksUri) {}
