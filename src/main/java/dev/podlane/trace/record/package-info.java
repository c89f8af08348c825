/** A packet on its way through a host, and the record of its hops. */
@NullMarked
package dev.podlane.trace.record;

import org.jspecify.annotations.NullMarked;
