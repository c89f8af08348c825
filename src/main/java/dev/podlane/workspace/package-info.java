/** One opened cluster: its documents, the network compiled from them, and probes sent into it. */
@NullMarked
package dev.podlane.workspace;

import org.jspecify.annotations.NullMarked;
