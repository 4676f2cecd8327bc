/** The media gateway: a partner API as a studio's platform would run it behind Mandate. */
@NullMarked
package dev.mandate.samples.media;

import org.jspecify.annotations.NullMarked;
