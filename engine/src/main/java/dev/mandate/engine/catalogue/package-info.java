/** The platform's catalogue: imported APIs, their actions, and what each action demands. */
@NullMarked
package dev.mandate.engine.catalogue;

import org.jspecify.annotations.NullMarked;
