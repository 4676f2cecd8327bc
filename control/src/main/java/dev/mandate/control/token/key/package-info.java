/** Signing keys: the private half of the token key, and which public halves are in force. */
@NullMarked
package dev.mandate.control.token.key;

import org.jspecify.annotations.NullMarked;
