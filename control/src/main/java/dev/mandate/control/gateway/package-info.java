/** Gateways as operators list, add and remove them. */
@NullMarked
package dev.mandate.control.gateway;

import org.jspecify.annotations.NullMarked;
