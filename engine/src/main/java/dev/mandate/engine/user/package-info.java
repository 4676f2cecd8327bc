/** The users of one tenant, stored compactly, with what each holds; and questions about all of them. */
@NullMarked
package dev.mandate.engine.user;

import org.jspecify.annotations.NullMarked;
