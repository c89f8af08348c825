package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;

/** Turns the result of source validation into the fields and reasons of a trace. */
public final class SourceFields {
  private SourceFields() {}

  /** Returns the drop reason for a packet with a refused source address. */
  public static DropReason reason(SourceValidation.Refusal refusal) {
    return switch (refusal) {
      case LOCAL_SOURCE -> DropReason.LOCAL_SOURCE;
      case REVERSE_PATH -> DropReason.REVERSE_PATH;
    };
  }

  /**
   * Returns the fields that refused a source: the setting, and the device of the route back to it.
   */
  public static Field[] of(SourceValidation check, NetworkNamespace ns, Device in, Ip source) {
    if (check.refusal() != SourceValidation.Refusal.REVERSE_PATH) {
      return new Field[] {new Field("source", null, source.toString())};
    }
    String back = check.back();
    boolean isForAll = ns.sysctls().maxOf("rp_filter", "all") >= check.rpFilter();
    String device = isForAll ? "all" : in.name();
    return new Field[] {
      Field.conf(device, "rp_filter", back == null ? 0 : 2, check.rpFilter()),
      new Field("device of the route to " + source, in.name(), back)
    };
  }
}
