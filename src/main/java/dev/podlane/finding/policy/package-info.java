/** Finds policies that do something else than they look like. */
@NullMarked
package dev.podlane.finding.policy;

import org.jspecify.annotations.NullMarked;
