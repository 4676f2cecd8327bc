/** Which workspaces there are, and which of them a caller means. */
@NullMarked
package dev.mandate.samples.media.workspace;

import org.jspecify.annotations.NullMarked;
