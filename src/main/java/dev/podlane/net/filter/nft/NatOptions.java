package dev.podlane.net.filter.nft;

/**
 * Options of address translation.
 *
 * @param random true if the port is drawn
 * @param fullyRandom true if it is drawn without the hash
 * @param persistent true if one client always gets the same address
 */
public record NatOptions(boolean random, boolean fullyRandom, boolean persistent) {
  /** None. */
  public static final NatOptions NONE = new NatOptions(false, false, false);
}
