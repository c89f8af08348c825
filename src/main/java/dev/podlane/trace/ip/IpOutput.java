package dev.podlane.trace.ip;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.FragmentSizes;
import dev.podlane.net.packet.Fragmentation;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.HookDevices;
import dev.podlane.trace.kernel.IpSender;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends packets made or forwarded by this host (ip_local_out, ip_output). */
final class IpOutput implements IpSender {
  /**
   * The errno of a call whose packet was dropped by the device while it was being sent
   * (NET_XMIT_DROP).
   */
  private static final String LOST = "ENOBUFS";

  private final Kernel kernel;
  private final Stages stages;
  private final OutputRouting routes;
  private final IcmpErrors errors;

  IpOutput(Kernel kernel, Stages stages, OutputRouting routes, IcmpErrors errors) {
    this.kernel = kernel;
    this.stages = stages;
    this.routes = routes;
    this.errors = errors;
  }

  @Override
  public String send(
      NetworkNamespace ns,
      HopBuilder hop,
      OutputRoute way,
      Draft draft,
      @Nullable ConnectionRef connection) {
    Ip source = way.source();
    if (source == null) {
      throw new IllegalArgumentException("no way was found");
    }
    IpPacket packet =
        new IpPacket(
            source,
            draft.destination(),
            draft.tos(),
            way.ttl(draft.ttl()),
            draft.identification(),
            draft.df(),
            /* fragment= */ null,
            draft.segment());
    Skb made = Skb.of(packet).tracked(connection).cuttable(draft.cuttable());
    return sendOut(new PacketInHost(ns, hop, made, null, null), way);
  }

  /** Passes OUTPUT and sends; a packet rewritten there is routed again (ip_route_me_harder). */
  @Override
  public String sendOut(PacketInHost made, OutputRoute found) {
    PacketInHost passage = stages.hooks().pass(made, Hook.OUTPUT, found.out());
    if (passage == null) {
      return "EPERM";
    }
    OutputRoute way = found;
    boolean isRewritten =
        !passage.ip().destination().equals(made.ip().destination())
            || !passage.ip().source().equals(made.ip().source())
            || passage.skb().mark() != made.skb().mark();
    if (isRewritten) {
      IpPacket packet = passage.ip();
      RouteQuery query =
          RouteQuery.sent(packet.destination(), packet.source()).marked(passage.skb().mark());
      RouteQuery dissected = Queries.carrying(query, packet.segment()); // by what it carries now
      way = routes.routeFrom(passage.ns(), passage.hop(), dissected.ofService(packet.tos()));
      if (!way.isFound()) {
        kernel.drop(passage, way.refusal(), null);
        return way.errno();
      }
    }
    return output(
        passage,
        Objects.requireNonNull(way.device()),
        Objects.requireNonNull(way.nextHop()),
        way.mtu());
  }

  /**
   * Past POSTROUTING and out by a device, to a next hop on it, in parts if need be.
   *
   * @param mtu most that fits the way
   * @return an errno for the sending call, empty if there is none
   */
  String output(PacketInHost routed, String deviceName, Ip nextHop, int mtu) {
    String in = routed.in() == null ? "" : routed.in().name();
    HookDevices at = HookDevices.through(in, deviceName, routed.physicalInName(), nextHop);
    PacketInHost passage = stages.hooks().pass(routed, Hook.POSTROUTING, at);
    if (passage == null) {
      return "EPERM";
    }
    Device device = passage.ns().device(deviceName).orElseThrow();
    int largest = passage.skb().largestFragment();
    int length = passage.ip().length();
    if (length <= mtu && largest == 0) {
      return finish(passage, device, nextHop) ? "" : LOST;
    }
    boolean isWhole = passage.ip().dontFragment() && !passage.skb().cuttable();
    if (length > mtu && isWhole && (largest == 0 || largest > mtu)) {
      passage.note(new IpStep.TooBig(deviceName, mtu, length));
      kernel.drop(passage, DropReason.TOO_BIG, deviceName);
      errors.sendTooBig(passage, mtu);
      return "EMSGSIZE";
    }
    int most = largest == 0 ? mtu : Math.min(largest, mtu);
    List<IpPacket> parts = length <= most ? List.of(passage.ip()) : parts(passage.skb(), most);
    if (parts.size() > 1) {
      passage.note(new IpStep.Fragmented(deviceName, most, parts.size()));
    }
    for (IpPacket part : parts) {
      if (!finish(passage.with(passage.skb().with(part)), device, nextHop)) {
        return LOST; // what one part meets at once, the others are spared (ip_do_fragment)
      }
    }
    return "";
  }

  private static List<IpPacket> parts(Skb skb, int mtu) {
    FragmentSizes came = skb.fragments();
    IpPacket packet = skb.cuttable() ? skb.ip().withoutDf() : skb.ip();
    return came == null ? Fragmentation.cut(packet, mtu) : Fragmentation.again(packet, came, mtu);
  }

  private boolean finish(PacketInHost passage, Device device, Ip nextHop) {
    if (device.link() instanceof Link.Loopback) {
      Skb framed = passage.skb().framed(Mac.ZERO, Mac.ZERO);
      return stages.frameOutput().transmit(passage.with(framed), device);
    }
    if (device.link() instanceof Link.Dummy) {
      // IFF_NOARP (drivers/net/dummy.c): frames are addressed to the device itself
      // (arp_constructor)
      Skb framed = passage.skb().framed(device.mac(), device.mac());
      return stages.frameOutput().transmit(passage.with(framed), device);
    }
    if (device.link() instanceof Link.Ipip) {
      return stages.tunnels().transmit(passage, device, nextHop);
    }
    return stages.neighbours().output(passage, device, nextHop);
  }
}
