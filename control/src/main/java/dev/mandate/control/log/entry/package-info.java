/** Entries and folds as stored in the database, and reads of them: the audit trail, the chain, earlier states. */
@NullMarked
package dev.mandate.control.log.entry;

import org.jspecify.annotations.NullMarked;
