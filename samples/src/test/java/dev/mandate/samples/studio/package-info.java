/** A studio for tests: a media gateway, and vendors that call it. */
@NullMarked
package dev.mandate.samples.studio;

import org.jspecify.annotations.NullMarked;
