/** Tenants, and what the platform itself begins with. */
@NullMarked
package dev.mandate.control.tenant;

import org.jspecify.annotations.NullMarked;
