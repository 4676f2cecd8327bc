/** The Spring Boot starter for upstreams: believes signed identities only, and hides what their callers do not reach. */
@NullMarked
package dev.mandate.client.upstream;

import org.jspecify.annotations.NullMarked;
