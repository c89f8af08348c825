package dev.podlane.trace.link;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Bystanders;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.Floods;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.record.PacketInHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which copies of a flooded frame are followed. Of many stations that are alike, those that
 * would drop the frame and learn nothing from it are only counted: the target of an ARP request is
 * found in the segment's index, and a request changes a neighbour table only where the sender is
 * known already (arp_process in net/ipv4/arp.c).
 */
final class Flooding {
  private final Kernel kernel;

  Flooding(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * The copies of a frame.
   *
   * @param in port it came in by, none if the host itself sends
   */
  Flood of(PacketInHost passage, Device bridge, @Nullable Device in) {
    NetworkNamespace ns = passage.ns();
    Optional<Bystanders> crowd =
        isCountable(passage)
            ? kernel.network().bystanders(ns.name(), bridge.name())
            : Optional.empty();
    if (crowd.isPresent()) {
      Bystanders bystanders = crowd.get();
      Set<String> concerned = concerned(passage, bystanders);
      boolean isOneOfThem = in != null && bystanders.isBehind(in.name());
      if (in != null && isOneOfThem) {
        concerned.remove(in.name());
      }
      int others = bystanders.size() - concerned.size() - (isOneOfThem ? 1 : 0);
      if (others > Floods.FEW) {
        List<Device> ports = new ArrayList<>(bystanders.apart());
        concerned.forEach(port -> ns.device(port).ifPresent(ports::add));
        ports.sort(Device.NEWEST_PORT_FIRST);
        return new Flood(ports, others);
      }
    }
    return new Flood(ns.ports(bridge.name()), 0);
  }

  /** Returns true if a station that the frame is not addressed to drops it in all cases. */
  private boolean isCountable(PacketInHost passage) {
    if (kernel.floods() == Floods.WALKED) {
      return false;
    }
    if (passage.skb().payload() instanceof Arp arp) {
      return arp.request() || !destination(passage).isGroup();
    }
    NetworkNamespace ns = passage.ns();
    boolean isShown =
        BridgeHooks.isOn(ns)
            && !(ns.ruleset().isEmpty() && ns.unmodelled().isEmpty())
            && passage.skb().payload() instanceof IpPacket;
    return !destination(passage).isGroup() && !isShown;
  }

  private static Mac destination(PacketInHost passage) {
    return Objects.requireNonNull(passage.skb().destination());
  }

  /** Returns the ports of stations that accept the frame, or learn from it. */
  private Set<String> concerned(PacketInHost passage, Bystanders crowd) {
    Mac to = destination(passage);
    Set<String> ports = new LinkedHashSet<>();
    if (!to.isGroup()) {
      ports.addAll(crowd.having(to));
    } else if (passage.skb().payload() instanceof Arp arp) {
      ports.addAll(crowd.having(arp.targetIp()));
      for (String station : kernel.memory().neighbours().knowing(arp.senderIp())) {
        crowd.port(station).ifPresent(ports::add);
      }
    }
    return ports;
  }
}
