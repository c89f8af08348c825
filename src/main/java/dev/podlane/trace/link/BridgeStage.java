package dev.podlane.trace.link;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.ForwardingTables;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.LinkStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A learning bridge (net/bridge/br_input.c, br_forward.c, br_device.c). */
final class BridgeStage {
  private final Kernel kernel;
  private final Stages stages;
  private final Loops rounds;
  private final BridgeHooks netfilter;
  private final ProtocolInput protocols;
  private final Flooding flooding;

  BridgeStage(
      Kernel kernel, Stages stages, Loops rounds, BridgeHooks netfilter, ProtocolInput protocols) {
    this.kernel = kernel;
    this.stages = stages;
    this.rounds = rounds;
    this.netfilter = netfilter;
    this.protocols = protocols;
    this.flooding = new Flooding(kernel);
  }

  /** A frame came in by a port. */
  void receive(PacketInHost passage, Device port) {
    NetworkNamespace ns = passage.ns();
    Optional<Device> found = ns.bridgeOf(port);
    if (found.isEmpty() || !found.get().up()) {
      String bridge = found.map(Device::name).orElse(port.name());
      Field state = new Field("state of " + bridge, "UP", "DOWN");
      kernel.drop(passage, DropReason.BRIDGE_PORT_DISABLED, port.name(), state);
      return;
    }
    Device bridge = found.get();
    rounds.arrived(passage, port, bridge);
    boolean filtered = BridgeHooks.isOn(ns);
    passage.note(new LinkStep.BridgeNetfilter(bridge.name(), filtered));
    boolean hasRules = !ns.ruleset().isEmpty() || !ns.unmodelled().isEmpty();
    boolean shown = filtered && hasRules && passage.skb().payload() instanceof IpPacket;
    PacketInHost passed = shown ? netfilter.prerouting(passage, bridge, port) : passage;
    if (passed != null) {
      take(passed, bridge, port);
    }
  }

  /** Learns from a frame and sends it on (br_handle_frame_finish). */
  private void take(PacketInHost passage, Device bridge, Device port) {
    learn(passage, bridge, port);
    Mac to = Objects.requireNonNull(passage.skb().destination());
    if (isLocal(passage.ns(), bridge, to)) {
      passUp(passage, bridge, to);
      return;
    }
    boolean flooded = forward(passage, bridge, to, port);
    if (flooded && to.isGroup()) {
      passUp(passage, bridge, to);
    }
  }

  /**
   * Transmits by the bridge device a packet made by the host, or one that was bridged and
   * translated.
   */
  void transmit(PacketInHost passage, Device bridge) {
    Device port = passage.port();
    if (port != null) {
      take(passage, bridge, port);
      return;
    }
    Mac to = Objects.requireNonNull(passage.skb().destination());
    forward(passage, bridge, to, null);
  }

  private void learn(PacketInHost passage, Device bridge, Device port) {
    Mac source = Objects.requireNonNull(passage.skb().source());
    if (source.isGroup() || isLocal(passage.ns(), bridge, source)) {
      return;
    }
    ForwardingTables.Key key = new ForwardingTables.Key(passage.ns().name(), bridge.name(), source);
    if (kernel.memory().fdb().learn(key, port.name())) {
      passage.note(new LinkStep.BridgeLearned(bridge.name(), source, port.name()));
    }
  }

  private static boolean isLocal(NetworkNamespace ns, Device bridge, Mac mac) {
    return bridge.mac().equals(mac) || ns.hasPort(bridge.name(), mac);
  }

  private void passUp(PacketInHost passage, Device bridge, Mac to) {
    passage.note(new LinkStep.BridgePassedUp(bridge.name(), to));
    boolean addressed = ProtocolInput.isAddressed(passage, bridge);
    PacketInHost above = passage.cameInBy(bridge);
    above.note(new LinkStep.FrameReceived(bridge.name(), addressed));
    protocols.up(above, bridge, addressed);
  }

  /**
   * Sends a frame to the port that the database names, or to all.
   *
   * @param in port it came in by, none if the host itself sends
   * @return true if it was flooded
   */
  private boolean forward(PacketInHost passage, Device bridge, Mac to, @Nullable Device in) {
    NetworkNamespace ns = passage.ns();
    List<LinkStep.FdbRow> fdb = kernel.memory().fdb().picture(ns.name(), bridge);
    Optional<Device> port = known(ns, bridge, to);
    if (port.isEmpty()) {
      flood(passage, bridge, to, in, fdb);
      return true;
    }
    if (!mayLeave(port.get(), in)) {
      kernel.drop(
          passage,
          DropReason.BRIDGE_SAME_PORT,
          port.get().name(),
          new Field("hairpin of " + port.get().name(), "on", "off"));
      return false;
    }
    passage.note(new LinkStep.BridgeForwarded(bridge.name(), to, port.get().name(), fdb));
    leave(passage, bridge, port.get(), in);
    return false;
  }

  private void flood(
      PacketInHost passage, Device bridge, Mac to, @Nullable Device in, List<LinkStep.FdbRow> fdb) {
    Flood flood = flooding.of(passage, bridge, in);
    List<Device> ports =
        flood.ports().stream()
            .filter(port -> mayLeave(port, in) && port.up() && kernel.network().hasCarrier(port))
            .toList();
    List<String> names = ports.stream().map(Device::name).toList();
    passage.note(new LinkStep.BridgeFlooded(bridge.name(), to, names, flood.others(), fdb));
    for (Device port : ports) {
      leave(passage, bridge, port, in);
    }
    if (ports.isEmpty() && flood.others() == 0 && !to.isGroup()) {
      kernel.drop(passage, DropReason.BRIDGE_NO_PORT, bridge.name());
    }
  }

  /** Sends a frame out by a port, past the rules if they are to see bridged packets. */
  private void leave(PacketInHost passage, Device bridge, Device port, @Nullable Device in) {
    List<PacketInHost> leaving =
        in == null ? List.of(passage) : netfilter.forward(passage, bridge, port);
    for (PacketInHost each : leaving) {
      if (FrameLength.fits(each, port)) {
        stages.frameOutput().transmit(each, port);
      } else {
        kernel.drop(each, DropReason.FRAME_TOO_LONG, port.name(), FrameLength.field(each, port));
      }
    }
  }

  static boolean mayLeave(Device port, @Nullable Device in) {
    boolean same = in != null && in.name().equals(port.name());
    return !same || (port.port() != null && port.port().hairpin());
  }

  /** The port behind which a station is: as set by hand, or as learned. */
  private Optional<Device> known(NetworkNamespace ns, Device bridge, Mac to) {
    Optional<String> set =
        ns.forwarding().stream()
            .filter(entry -> entry.mac().equals(to) && entry.remote() == null)
            .map(ForwardingEntry::device)
            .filter(
                port -> ns.device(port).flatMap(ns::bridgeOf).filter(bridge::equals).isPresent())
            .findFirst();
    ForwardingTables.Key key = new ForwardingTables.Key(ns.name(), bridge.name(), to);
    return set.or(() -> Optional.ofNullable(kernel.memory().fdb().port(key)))
        .flatMap(ns::device)
        .filter(found -> found.port() != null);
  }
}
