/** The studio's operator API: create tasks, notify vendors by webhook, and inspect the outcome. */
@NullMarked
package dev.mandate.samples.media.operator;

import org.jspecify.annotations.NullMarked;
