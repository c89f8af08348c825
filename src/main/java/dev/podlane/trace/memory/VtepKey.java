package dev.podlane.trace.memory;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.ns.KernelState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A station that a vxlan device has heard of. */
public record VtepKey(String namespace, String device, Mac mac) {
  /** The stations that the devices of a namespace have heard of, with the hosts they are behind. */
  static List<KernelState.Remote> remotes(Map<VtepKey, Ip> all, String namespace) {
    List<KernelState.Remote> remotes = new ArrayList<>();
    all.forEach(
        (key, host) -> {
          if (key.namespace().equals(namespace)) {
            remotes.add(new KernelState.Remote(key.device(), key.mac(), host));
          }
        });
    return remotes;
  }
}
