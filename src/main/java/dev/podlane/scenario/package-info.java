/** Clusters to start from, as data: their documents, and probes that show the point of each. */
@NullMarked
package dev.podlane.scenario;

import org.jspecify.annotations.NullMarked;
