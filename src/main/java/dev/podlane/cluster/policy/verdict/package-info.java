/** Decisions of policies over packets: allowed or not, and by which rule, rules 82 to 118. */
@NullMarked
package dev.podlane.cluster.policy.verdict;

import org.jspecify.annotations.NullMarked;
