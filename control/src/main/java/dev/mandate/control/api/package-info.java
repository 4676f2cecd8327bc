/** The management API's manners, the same for every resource: bodies, pages, ETags, idempotency, problems. */
@NullMarked
package dev.mandate.control.api;

import org.jspecify.annotations.NullMarked;
