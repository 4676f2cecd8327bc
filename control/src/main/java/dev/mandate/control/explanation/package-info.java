/** Why a decision is as it is: each link of its chain with who made it so, what is missing, and the smallest fixes. */
@NullMarked
package dev.mandate.control.explanation;

import org.jspecify.annotations.NullMarked;
