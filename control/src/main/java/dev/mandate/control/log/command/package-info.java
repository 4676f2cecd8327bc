/** What is asked of the log and what comes back: commands, proposals, outcomes, refusals. */
@NullMarked
package dev.mandate.control.log.command;

import org.jspecify.annotations.NullMarked;
