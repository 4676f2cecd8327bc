/** What management needs of a stream and the decision does not: names, times and the revision of each thing's last change. */
@NullMarked
package dev.mandate.control.directory;

import org.jspecify.annotations.NullMarked;
