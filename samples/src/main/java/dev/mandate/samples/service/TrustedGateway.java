package dev.mandate.samples.service;

import java.net.URI;

/**
 * The gateway whose identities a service accepts.
 *
 * @param issuer the gateway's URL as in the identities that it signs
 * @param jwksUri the URL of the gateways' public keys
 */
public record TrustedGateway(String issuer, URI jwksUri) {}
