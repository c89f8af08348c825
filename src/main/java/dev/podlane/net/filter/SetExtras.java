package dev.podlane.net.filter;

/**
 * The parts of an entry of a set that do not say which packets it is for.
 *
 * @param expires moment at which it goes, in milliseconds of virtual time; 0 if it stays
 * @param packets packets that were counted before any walk
 * @param octets octets that were counted before any walk
 * @param comment empty if none
 * @param mark {@code skbmark} as it is printed; empty if none
 * @param priority {@code skbprio} as it is printed; empty if none
 * @param queue {@code skbqueue}; 0 if none
 */
public record SetExtras(
    long expires,
    long packets,
    long octets,
    String comment,
    String mark,
    String priority,
    int queue) {
  /** None. */
  public static final SetExtras NONE = new SetExtras(0, 0, 0, "", "", "", 0);

  /** Returns true if the entry is there at a moment, in milliseconds of virtual time. */
  public boolean isThere(long now) {
    return expires == 0 || now < expires;
  }
}
