package dev.podlane.workspace.diff;

import org.jspecify.annotations.Nullable;

/**
 * An end of probes in both clusters.
 *
 * @param before its name there, in the words of probes; null if it is not there
 * @param after the same of the other cluster
 * @param text a name for people: that of the cluster after, if it is there
 * @param place its nodes in both
 */
record Member(@Nullable String before, @Nullable String after, String text, String place) {}
