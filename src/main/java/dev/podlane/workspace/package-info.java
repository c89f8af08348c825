/**
 * One opened cluster: its documents, the events since, the network that follows from both, and
 * probes sent into it.
 */
@NullMarked
package dev.podlane.workspace;

import org.jspecify.annotations.NullMarked;
