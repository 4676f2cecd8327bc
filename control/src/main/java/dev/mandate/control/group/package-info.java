/** Groups and the workspaces that they open. */
@NullMarked
package dev.mandate.control.group;

import org.jspecify.annotations.NullMarked;
