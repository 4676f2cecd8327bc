/** The HTTP side of a call: what its head and body may be, and its answer. */
@NullMarked
package dev.mandate.gateway.http;

import org.jspecify.annotations.NullMarked;
