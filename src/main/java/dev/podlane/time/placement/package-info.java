/** Finds nodes for pods as kube-scheduler does (rules 305 to 316). */
@NullMarked
package dev.podlane.time.placement;

import org.jspecify.annotations.NullMarked;
