/** The byte and JSON forms of changes, entries and snapshots, and the hash chain over entries. */
@NullMarked
package dev.mandate.protocol.form;

import org.jspecify.annotations.NullMarked;
