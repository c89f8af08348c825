package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A learning bridge (net/bridge/br_input.c, br_forward.c, br_device.c). */
final class BridgeStage {
  private final Walk walk;

  BridgeStage(Walk walk) {
    this.walk = walk;
  }

  /** A frame came in by a port. */
  void receive(Passage passage, Device port) {
    NetworkNamespace ns = passage.ns();
    Optional<Device> found = ns.bridgeOf(port);
    if (found.isEmpty() || !found.get().up()) {
      String bridge = found.map(Device::name).orElse(port.name());
      Cause.Field state = new Cause.Field("state of " + bridge, "UP", "DOWN");
      walk.drop(passage, DropReason.BRIDGE_PORT_DISABLED, port.name(), state);
      return;
    }
    Device bridge = found.get();
    walk.rounds.arrived(passage, port, bridge);
    boolean filtered = BridgeNetfilter.isOn(ns);
    passage.note(new LinkStep.BridgeNetfilter(bridge.name(), filtered));
    boolean hasRules = !ns.ruleset().isEmpty() || !ns.unmodelled().isEmpty();
    boolean shown = filtered && hasRules && passage.skb().payload() instanceof IpPacket;
    Passage passed = shown ? walk.bridgeNetfilter.prerouting(passage, bridge, port) : passage;
    if (passed != null) {
      take(passed, bridge, port);
    }
  }

  /** Learns from a frame and sends it on (br_handle_frame_finish). */
  private void take(Passage passage, Device bridge, Device port) {
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

  /** The host itself sends by the bridge device, or sends on what was bridged and translated. */
  void transmit(Passage passage, Device bridge) {
    Device port = passage.port();
    if (port != null) {
      take(passage, bridge, port);
      return;
    }
    Mac to = Objects.requireNonNull(passage.skb().destination());
    forward(passage, bridge, to, null);
  }

  private void learn(Passage passage, Device bridge, Device port) {
    Mac source = Objects.requireNonNull(passage.skb().source());
    if (source.isGroup() || isLocal(passage.ns(), bridge, source)) {
      return;
    }
    ForwardingTables.Key key = new ForwardingTables.Key(passage.ns().name(), bridge.name(), source);
    if (walk.memory.fdb().learn(key, port.name())) {
      passage.note(new LinkStep.BridgeLearned(bridge.name(), source, port.name()));
    }
  }

  private static boolean isLocal(NetworkNamespace ns, Device bridge, Mac mac) {
    return bridge.mac().equals(mac)
        || ns.ports(bridge.name()).stream().anyMatch(port -> port.mac().equals(mac));
  }

  private void passUp(Passage passage, Device bridge, Mac to) {
    passage.note(new LinkStep.BridgePassedUp(bridge.name(), to));
    boolean addressed = LinkInput.isAddressed(passage, bridge);
    Passage above = passage.cameInBy(bridge);
    above.note(new LinkStep.FrameReceived(bridge.name(), addressed));
    walk.linkInput.up(above, bridge, addressed);
  }

  /**
   * Sends a frame to the port that the database names, or to all.
   *
   * @param in port it came in by, none if the host itself sends
   * @return whether it was flooded
   */
  private boolean forward(Passage passage, Device bridge, Mac to, @Nullable Device in) {
    NetworkNamespace ns = passage.ns();
    List<LinkStep.FdbRow> fdb = walk.memory.fdb().picture(ns.name(), bridge);
    Optional<Device> port = known(ns, bridge, to);
    if (port.isEmpty()) {
      flood(passage, bridge, to, in, fdb);
      return true;
    }
    if (!mayLeave(port.get(), in)) {
      walk.drop(
          passage,
          DropReason.BRIDGE_SAME_PORT,
          port.get().name(),
          new Cause.Field("hairpin of " + port.get().name(), "on", "off"));
      return false;
    }
    passage.note(new LinkStep.BridgeForwarded(bridge.name(), to, port.get().name(), fdb));
    leave(passage, bridge, port.get(), in);
    return false;
  }

  private void flood(
      Passage passage, Device bridge, Mac to, @Nullable Device in, List<LinkStep.FdbRow> fdb) {
    List<Device> ports =
        passage.ns().ports(bridge.name()).stream()
            .filter(port -> mayLeave(port, in) && port.up() && walk.network.hasCarrier(port))
            .toList();
    List<String> names = ports.stream().map(Device::name).toList();
    passage.note(new LinkStep.BridgeFlooded(bridge.name(), to, names, fdb));
    for (Device port : ports) {
      leave(passage, bridge, port, in);
    }
    if (ports.isEmpty() && !to.isGroup()) {
      walk.drop(passage, DropReason.BRIDGE_NO_PORT, bridge.name());
    }
  }

  /** Sends a frame out by a port, past the rules if they are to see bridged packets. */
  private void leave(Passage passage, Device bridge, Device port, @Nullable Device in) {
    List<Passage> leaving =
        in == null ? List.of(passage) : walk.bridgeNetfilter.forward(passage, bridge, port);
    for (Passage each : leaving) {
      if (LinkOutput.fits(each, port)) {
        walk.linkOutput.transmit(each, port);
      } else {
        walk.drop(each, DropReason.FRAME_TOO_LONG, port.name(), LinkOutput.length(each, port));
      }
    }
  }

  private static boolean mayLeave(Device port, @Nullable Device in) {
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
    return set.or(() -> Optional.ofNullable(walk.memory.fdb().port(key)))
        .flatMap(ns::device)
        .filter(found -> found.port() != null);
  }
}
