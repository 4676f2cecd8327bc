/**
 * The Spring Boot starter for upstreams: verifies signed identities, and hides resources that their callers do not
 * reach.
 */
@NullMarked
package dev.mandate.client.upstream;

import org.jspecify.annotations.NullMarked;
