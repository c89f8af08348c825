package dev.podlane.net.filter;

import java.util.List;

/**
 * What is called at a hook, in the order of the priorities of include/uapi/linux/netfilter_ipv4.h.
 */
public enum HookStage {
  /** Fragments are put together, so that rules and translation see whole packets. */
  DEFRAGMENT(-400),
  /** Table raw. */
  RAW(-300),
  /** The packet's connection is looked up, or begun. */
  TRACK(-200),
  /** Table mangle. */
  MANGLE(-150),
  /** Table nat, for the destination. */
  DESTINATION_NAT(-100),
  /** Table filter. */
  FILTER(0),
  /** Table nat, for the source. */
  SOURCE_NAT(100),
  /** A connection begun here is entered into the table. */
  CONFIRM(Integer.MAX_VALUE);

  private final int priority;

  HookStage(int priority) {
    this.priority = priority;
  }

  /** Lower ones are called first. */
  public int priority() {
    return priority;
  }

  /** The stages of a hook in the order in which they are called. */
  public static List<HookStage> at(Hook hook) {
    return switch (hook) {
      case PREROUTING -> List.of(DEFRAGMENT, RAW, TRACK, MANGLE, DESTINATION_NAT);
      case INPUT -> List.of(MANGLE, FILTER, SOURCE_NAT, CONFIRM);
      case FORWARD -> List.of(MANGLE, FILTER);
      case OUTPUT -> List.of(DEFRAGMENT, RAW, TRACK, MANGLE, DESTINATION_NAT, FILTER);
      case POSTROUTING -> List.of(MANGLE, SOURCE_NAT, CONFIRM);
    };
  }
}
