/** Access tokens for programs that call partner APIs with client credentials. */
@NullMarked
package dev.mandate.client.token;

import org.jspecify.annotations.NullMarked;
