package dev.podlane.store;

import java.time.Instant;

/**
 * An edit that is kept. It stays as it is while its cluster has the documents it was made on.
 *
 * @param seq its number within the cluster, from 1 in the order of being made; never given again
 * @param parent the edit it was made after; 0 if after none
 * @param moment time at which it was made
 * @param kind as in {@link NewEdit}
 * @param payload as in {@link NewEdit}
 */
public record SavedEdit(long seq, long parent, Instant moment, String kind, String payload) {}
