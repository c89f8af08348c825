package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceValidation;

/** What the check of a source address decided, in the words of the trace. */
final class SourceFields {
  private SourceFields() {}

  static DropReason reason(SourceValidation.Refusal refusal) {
    return switch (refusal) {
      case LOCAL_SOURCE -> DropReason.LOCAL_SOURCE;
      case REVERSE_PATH -> DropReason.REVERSE_PATH;
    };
  }

  /** What decided against a source: the setting, and where its route leads instead. */
  static Cause.Field[] of(SourceValidation check, NetworkNamespace ns, Device in, Ip source) {
    if (check.refusal() != SourceValidation.Refusal.REVERSE_PATH) {
      return new Cause.Field[] {new Cause.Field("source", null, source.toString())};
    }
    String back = check.back();
    boolean isForAll = ns.sysctls().maxOf("rp_filter", "all") >= check.rpFilter();
    String device = isForAll ? "all" : in.name();
    return new Cause.Field[] {
      Cause.Field.conf(device, "rp_filter", back == null ? 0 : 2, check.rpFilter()),
      new Cause.Field("device of the route to " + source, in.name(), back)
    };
  }
}
