/** What is read, is not simulated, and decides about some packets: which packets those are. */
@NullMarked
package dev.podlane.cluster.influence;

import org.jspecify.annotations.NullMarked;
