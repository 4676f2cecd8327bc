/** Which workspaces there are, and lists that are cut to what a caller reaches. */
@NullMarked
package dev.mandate.samples.media.workspace;

import org.jspecify.annotations.NullMarked;
