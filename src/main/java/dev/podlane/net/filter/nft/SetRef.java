package dev.podlane.net.filter.nft;

/** A set or map as a rule speaks of it. */
public sealed interface SetRef {
  /** One of the table. */
  record Named(String name) implements SetRef {}

  /** One that is written in the rule. */
  record Anonymous(NamedSet set) implements SetRef {}
}
