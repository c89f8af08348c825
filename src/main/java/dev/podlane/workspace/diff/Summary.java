package dev.podlane.workspace.diff;

/**
 * The extent of a comparison.
 *
 * @param pairs pairs of either cluster
 * @param compared those that the differing objects concern, and that were compared
 * @param walked those of them that were walked in both clusters, expectations included
 * @param notCompared concerned pairs that were too many to be compared
 * @param notWalked compared pairs of which only the policies were asked, as walks were too many
 */
public record Summary(long pairs, int compared, int walked, long notCompared, int notWalked) {}
