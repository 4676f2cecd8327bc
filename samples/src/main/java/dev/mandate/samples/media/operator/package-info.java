/** The studio's own side: making tasks, telling vendors by webhook, and looking at the proof. */
@NullMarked
package dev.mandate.samples.media.operator;

import org.jspecify.annotations.NullMarked;
