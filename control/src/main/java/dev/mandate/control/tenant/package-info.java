/** Tenants and the platform's first operator. */
@NullMarked
package dev.mandate.control.tenant;

import org.jspecify.annotations.NullMarked;
