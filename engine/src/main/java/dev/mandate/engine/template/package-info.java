/** Path templates of actions, and how two of them compare. */
@NullMarked
package dev.mandate.engine.template;

import org.jspecify.annotations.NullMarked;
