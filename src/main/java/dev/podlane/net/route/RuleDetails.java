package dev.podlane.net.route;

/**
 * The parts of a policy rule that most rules do without.
 *
 * @param tos type of service; 0 for all
 * @param firstUser lowest user id of the program; -1 for all
 * @param lastUser highest user id; -1 for all
 * @param tunnel id of the tunnel that the packet came out of; 0 for all
 * @param l3mdev true if it is for packets of devices that belong to a VRF, whose table it asks
 * @param suppressedGroup an answer that leads out by a device of this group does not count; -1 if
 *     every answer counts
 * @param realms as they are printed; empty if none. They decide nothing
 * @param map true if an address to translate to was given, which Linux keeps and passes over
 */
public record RuleDetails(
    int tos,
    long firstUser,
    long lastUser,
    long tunnel,
    boolean l3mdev,
    long suppressedGroup,
    String realms,
    boolean map) {
  /** None. */
  public static final RuleDetails NONE = new RuleDetails(0, -1, -1, 0, false, -1, "", false);

  /** The user id of kernels, and of all programs here. */
  private static final int ROOT = 0;

  /** The group of all devices here. */
  private static final int GROUP = 0;

  /**
   * Returns true if it is for this packet: none comes out of a tunnel with an id that its route
   * sees, and there are no VRFs.
   */
  boolean matches(RouteQuery query) {
    return (tos == 0 || tos == query.tos())
        && (firstUser < 0 || (firstUser <= ROOT && lastUser >= ROOT))
        && tunnel == 0
        && !l3mdev;
  }

  /** Returns true if the answer of a row does not count, whichever its length. */
  boolean suppresses(Route row) {
    return suppressedGroup == GROUP && row.device() != null;
  }
}
