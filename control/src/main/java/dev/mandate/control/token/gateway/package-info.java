/** Which gateways may connect, by which keys, and the calls that they pass on. */
@NullMarked
package dev.mandate.control.token.gateway;

import org.jspecify.annotations.NullMarked;
