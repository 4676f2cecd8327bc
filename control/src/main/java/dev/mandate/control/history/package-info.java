/** The past as a query: a tenant's state at any revision or time, and the entry that made something so. */
@NullMarked
package dev.mandate.control.history;

import org.jspecify.annotations.NullMarked;
