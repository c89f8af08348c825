/** What a Docker engine sets: bridges, sandboxes, addresses, published ports and its own rules. */
@NullMarked
package dev.podlane.compile.docker;

import org.jspecify.annotations.NullMarked;
