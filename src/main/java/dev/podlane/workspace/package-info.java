/**
 * One opened cluster: its documents, what has happened since, the network that comes of both, and
 * probes sent into it.
 */
@NullMarked
package dev.podlane.workspace;

import org.jspecify.annotations.NullMarked;
