/** The PostgreSQL database: embedded and durable, or the operator's own. */
@NullMarked
package dev.mandate.control.postgres;

import org.jspecify.annotations.NullMarked;
