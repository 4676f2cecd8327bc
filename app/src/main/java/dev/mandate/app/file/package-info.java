/** The files of commands: texts, secrets, variables and the folder of an installation; and failures that a person can act on. */
@NullMarked
package dev.mandate.app.file;

import org.jspecify.annotations.NullMarked;
