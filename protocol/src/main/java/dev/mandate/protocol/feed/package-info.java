/** The feed client: replicas of the followed streams, kept up to date over one connection to a control node. */
@NullMarked
package dev.mandate.protocol.feed;

import org.jspecify.annotations.NullMarked;
