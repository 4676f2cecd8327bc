/** What apps prove themselves with, and whose they are: the part of a credential that is not in the log. */
@NullMarked
package dev.mandate.control.token.secret;

import org.jspecify.annotations.NullMarked;
