/** Policies over packets as they are written, and which pods they select. */
@NullMarked
package dev.podlane.cluster.policy;

import org.jspecify.annotations.NullMarked;
