package dev.podlane.compile.cni.felix;

/**
 * The bits of a packet's mark that Felix uses (projectcalico/calico {@code
 * felix/dataplane/driver.go}: the lowest free ones of {@code IptablesMarkMask} 0xffff0000).
 */
public final class Marks {
  /** Packets that a policy or profile has accepted. */
  public static final int ACCEPT = 0x10000;

  /** Packets of which a policy leaves the decision to the next tier. */
  public static final int PASS = 0x20000;

  /** Packets that a policy denies. */
  static final int DROP = 0x40000;

  /** Packets that fulfil all parts of a rule so far. */
  static final int ALL_BLOCKS = 0x80000;

  /** Packets that fulfil the part of a rule that is asked. */
  static final int THIS_BLOCK = 0x100000;

  private Marks() {}
}
