/** Influences of objects that are read but not simulated, with the packets that each affects. */
@NullMarked
package dev.podlane.cluster.influence;

import org.jspecify.annotations.NullMarked;
