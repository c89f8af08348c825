package dev.podlane.net.filter;

/** The answer of a condition for a packet. */
public enum Answer {
  YES,
  NO,
  /** The packet is dropped there and then, whatever the rule's target is (hotdrop). */
  DROPS,
  /** It depends on a fact that the model does not have. */
  OPEN
}
