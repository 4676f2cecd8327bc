/** The issuer of access tokens: its settings and the names of scopes. */
@NullMarked
package dev.mandate.control.token.issuer;

import org.jspecify.annotations.NullMarked;
