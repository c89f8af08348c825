/** Finds what is wrong in a settled cluster and its compiled network, without walking. */
@NullMarked
package dev.podlane.finding;

import org.jspecify.annotations.NullMarked;
