/**
 * Pods in classes that no policy can tell apart, and the verdicts between classes: all pairs of a
 * large cluster, and after an edit only what it touches.
 */
@NullMarked
package dev.podlane.cluster.policy.classes;

import org.jspecify.annotations.NullMarked;
