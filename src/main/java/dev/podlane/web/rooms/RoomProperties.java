package dev.podlane.web.rooms;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of rooms, from {@code podlane.rooms.*}.
 *
 * @param most rooms at a time
 * @param maxMembers members of one room; no more than there are names, 520
 * @param maxClusters clusters of the members of all rooms, beyond those of the store's own limit
 * @param maxStreams connections of all rooms that are kept open; who finds none asks again and
 *     again
 * @param lifetime time after which a room ends
 * @param opened rooms that one address may open in an hour
 * @param tries unknown codes that one address may try in a minute
 * @param address the address under which others reach this server, such as {@code
 *     https://podlane.example.org}; empty to use the one by which the teacher does
 */
@ConfigurationProperties("podlane.rooms")
public record RoomProperties(
    @DefaultValue("100") int most,
    @DefaultValue("500") int maxMembers,
    @DefaultValue("1000") int maxClusters,
    @DefaultValue("2000") int maxStreams,
    @DefaultValue("24h") Duration lifetime,
    @DefaultValue("20") int opened,
    @DefaultValue("20") int tries,
    @DefaultValue("") String address) {
  private static final int NAMES = 520;

  public RoomProperties {
    if (maxMembers < 1 || maxMembers > NAMES) {
      throw new IllegalArgumentException("max-members must be from 1 to 520, was " + maxMembers);
    }
    if (most < 0 || maxClusters < 0 || maxStreams < 0 || opened < 1 || tries < 1) {
      throw new IllegalArgumentException("a limit of rooms is negative");
    }
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("lifetime must be more than nothing, was " + lifetime);
    }
  }
}
