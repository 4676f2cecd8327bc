/** Who may manage what: the rules of the house, decided inside each command against the revision that it writes on. */
@NullMarked
package dev.mandate.control.access;

import org.jspecify.annotations.NullMarked;
