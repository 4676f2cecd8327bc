/** What the platform offers: imported APIs, their actions and what each action demands. */
@NullMarked
package dev.mandate.engine.catalogue;

import org.jspecify.annotations.NullMarked;
