/**
 * The work of a Docker engine: bridges, sandboxes, addresses, published ports and its own rules.
 */
@NullMarked
package dev.podlane.compile.docker;

import org.jspecify.annotations.NullMarked;
