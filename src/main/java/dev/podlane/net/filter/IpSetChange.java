package dev.podlane.net.filter;

/**
 * A change of a set of ipset by a packet ({@code SET --add-set}, {@code --del-set}).
 *
 * @param set name of the set
 * @param entry the entry
 * @param adds true if it is added, false if it is taken out
 * @param millis time for which it stays, 0 for ever
 * @param refreshes true if one that is there already stays so long again ({@code --exist})
 */
public record IpSetChange(
    String set, IpSet.Entry entry, boolean adds, long millis, boolean refreshes) {}
