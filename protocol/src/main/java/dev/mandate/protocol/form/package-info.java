/** Byte sequences and digests that cross a wire, and what their readers refuse. */
@NullMarked
package dev.mandate.protocol.form;

import org.jspecify.annotations.NullMarked;
