/**
 * The Spring application of a sample: runs in a process that it may share, with its own database schema, ports and
 * error answers.
 */
@NullMarked
package dev.mandate.samples.service;

import org.jspecify.annotations.NullMarked;
