/** The known workspaces, and which of them a call names. */
@NullMarked
package dev.mandate.samples.media.workspace;

import org.jspecify.annotations.NullMarked;
