/** The sending end of the feed: gateways follow the log over one connection each. */
@NullMarked
package dev.mandate.control.feed;

import org.jspecify.annotations.NullMarked;
