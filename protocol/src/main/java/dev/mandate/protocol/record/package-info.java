/** What an enforcement point reports of its decisions, so that each can be explained by its id. */
@NullMarked
package dev.mandate.protocol.record;

import org.jspecify.annotations.NullMarked;
