/** Changes, entries and snapshots as bytes, and the hash chain over them. */
@NullMarked
package dev.mandate.protocol.form;

import org.jspecify.annotations.NullMarked;
