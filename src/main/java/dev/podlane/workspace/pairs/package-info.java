/**
 * All pairs of a cluster's pods, its nodes and the world outside, by groups, as policies see them.
 */
@NullMarked
package dev.podlane.workspace.pairs;

import org.jspecify.annotations.NullMarked;
