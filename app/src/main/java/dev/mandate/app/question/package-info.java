/** The operator's questions on the command line: why, who, what, where, and what would flip. */
@NullMarked
package dev.mandate.app.question;

import org.jspecify.annotations.NullMarked;
