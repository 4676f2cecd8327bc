/** What every long-running command shares: its settings, and the life from start to SIGTERM. */
@NullMarked
package dev.mandate.app.process;

import org.jspecify.annotations.NullMarked;
