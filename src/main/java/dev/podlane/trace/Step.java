package dev.podlane.trace;

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
  /** How much detail a reader must want to see the step. */
  enum Level {
    /** What one would tell a friend. */
    STORY,
    /** Every stage the packet passes. */
    STAGE,
    /** Every table and check. */
    ROW
  }

  /** The level of detail the step belongs to. */
  Level level();
}
