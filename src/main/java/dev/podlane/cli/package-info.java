/** The command line: a network, or a cluster's, on the kernel of this machine. */
@NullMarked
package dev.podlane.cli;

import org.jspecify.annotations.NullMarked;
