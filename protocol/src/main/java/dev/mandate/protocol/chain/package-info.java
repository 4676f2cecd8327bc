/** Entries as they cross a wire, and the hash chain over them. */
@NullMarked
package dev.mandate.protocol.chain;

import org.jspecify.annotations.NullMarked;
