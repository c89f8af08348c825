package dev.podlane.trace.step;

import org.jspecify.annotations.Nullable;

/** One thing that happened to a packet in a namespace: a code with typed arguments, no prose. */
public sealed interface Step
    permits SocketStep,
        IpStep,
        NeighbourStep,
        LinkStep,
        IcmpStep,
        RuleStep,
        ConnectionStep,
        TunnelStep {
  /** Asks by family; each family has a visitor of its own. */
  interface Visitor<T> {
    T visit(SocketStep it);

    T visit(IpStep it);

    T visit(NeighbourStep it);

    T visit(LinkStep it);

    T visit(IcmpStep it);

    T visit(RuleStep it);

    T visit(ConnectionStep it);

    T visit(TunnelStep it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  /** The level of detail at which a step is shown. */
  enum Level {
    /** The main events of the story. */
    STORY,
    /** Every stage the packet passes. */
    STAGE,
    /** Every table and check. */
    ROW
  }

  /** The level of detail the step belongs to. */
  Level level();

  /** The device, or bridge, it happens at; none if it happens at none. */
  @Nullable String device();
}
