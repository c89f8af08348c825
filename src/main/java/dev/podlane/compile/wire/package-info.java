/** The parts needed to wire namespaces: bridges under construction, addresses and names. */
@NullMarked
package dev.podlane.compile.wire;

import org.jspecify.annotations.NullMarked;
