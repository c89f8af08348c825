package dev.podlane.net.filter.nft;

/** The new address and port of {@code dnat}, {@code snat} or {@code redirect}. */
public sealed interface NatTarget {
  /** Addresses to choose from. */
  record Addresses(Span span) implements NatTarget {}

  /** The value of an expression: an address, or an address and a port. */
  record Computed(Expression expression) implements NatTarget {}
}
