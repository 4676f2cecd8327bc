/** Record types as JSON documents. */
@NullMarked
package dev.mandate.protocol.document;

import org.jspecify.annotations.NullMarked;
