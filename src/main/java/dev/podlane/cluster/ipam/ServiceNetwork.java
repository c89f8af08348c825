package dev.podlane.cluster.ipam;

import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the network of Services in the documents: a ServiceCIDR, or the cluster IPs in use. */
record ServiceNetwork(Inventory inventory, Diagnostics report) {
  private static final int USUAL_LENGTH = 16;
  private static final int LONGEST = 24;

  /** The service network; null if the documents tell nothing of it. */
  @Nullable Prefix found(Prefix nodeCidr, Prefix podCidr) {
    for (List<Prefix> blocks : inventory.serviceCidrs.values()) {
      if (!blocks.isEmpty()) {
        report.assume("network.service-cidr-from-config", null, "" + blocks.get(0), "ServiceCIDR");
        return blocks.get(0);
      }
    }
    List<Ip> used =
        inventory.services.values().stream()
            .map(Service::clusterIp)
            .filter(Objects::nonNull)
            .toList();
    if (!used.isEmpty()) {
      Prefix around = Blocks.around(Blocks.commonest(used), USUAL_LENGTH);
      while (around.length() < LONGEST && (around.overlaps(nodeCidr) || around.overlaps(podCidr))) {
        around = Prefix.of(used.get(0), around.length() + 1);
      }
      report.assume("network.service-cidr-from-services", null, "" + around);
      return around;
    }
    return null;
  }
}
