package dev.podlane.net.filter;

/** The subsystems of a kernel that rules start in their namespace, each with those before it. */
public enum Need {
  NOTHING,

  /** Fragments are put together before rules see them (nf_defrag_ipv4_enable). */
  WHOLE_PACKETS,

  /** Connections are tracked, which takes whole packets (nf_ct_netns_get). */
  CONNECTIONS;

  Need or(Need other) {
    return compareTo(other) < 0 ? other : this;
  }
}
