/**
 * The command line: the questions of the page and of REST, asked of files. Nothing of a server is
 * started.
 */
@NullMarked
package dev.podlane.cli;

import org.jspecify.annotations.NullMarked;
