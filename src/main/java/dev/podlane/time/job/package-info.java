/** Decides the pods of a Job (rules 209 to 211). */
@NullMarked
package dev.podlane.time.job;

import org.jspecify.annotations.NullMarked;
