/** Policies over packets as they are written, and which pods they select; none is enforced yet. */
@NullMarked
package dev.podlane.cluster.policy;

import org.jspecify.annotations.NullMarked;
