package dev.podlane.compile.proxy;

/** The generations of kube-proxy's nftables rules (kubernetes {@code pkg/proxy/nftables}). */
enum NftVersion {
  /** Up to 1.34: every filter chain hangs in front of address translation. */
  BEFORE_DNAT,
  /** 1.35: filter chains for forwarded and delivered packets hang at the usual priority. */
  AFTER_DNAT,
  /** From 1.36 on: endpoints stand in maps, hairpin connections in a set. */
  MAPS,
  /** From 1.37 on: as in 1.36, and a single endpoint is written without a map. */
  SINGLE;

  static NftVersion of(int minor) {
    if (minor <= 34) {
      return BEFORE_DNAT;
    }
    if (minor == 35) {
      return AFTER_DNAT;
    }
    return minor == 36 ? MAPS : SINGLE;
  }

  /** Returns true if endpoints without session affinity have no chains. */
  boolean hasMaps() {
    return this == MAPS || this == SINGLE;
  }
}
