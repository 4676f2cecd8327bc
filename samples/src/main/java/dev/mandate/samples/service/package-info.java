/** A sample's Spring application: started in a process that it may share, with its database, its ports and its answers. */
@NullMarked
package dev.mandate.samples.service;

import org.jspecify.annotations.NullMarked;
