/** Decides the next step of a Deployment (rules 151 to 185). */
@NullMarked
package dev.podlane.time.rollout;

import org.jspecify.annotations.NullMarked;
