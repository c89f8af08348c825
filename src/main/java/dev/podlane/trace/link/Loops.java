package dev.podlane.trace.link;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.record.Visit;
import dev.podlane.trace.step.LinkStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds frames that loop for ever. Bridges send a frame on unchanged, so it is looked for at the
 * ports by which frames come into bridges; a router does so only where rules raise the TTL again.
 * Of two copies of a frame, one descends from the other if it was sent on from it, over one wire or
 * several; then the network has led it round. It will do so again unless its path has been affected
 * by a change in between: of the forwarding entry of its destination, or of rules, which can count
 * and draw random numbers.
 */
final class Loops {
  /** The number of equal rounds that counts as endless where rules are evaluated on the way. */
  private static final int MANY = 8;

  /**
   * The number of packets that routers receive before one is looked for: most walks have fewer, and
   * a loop has no last one.
   */
  private static final int LATE = 500;

  private final Kernel kernel;
  private final Stages stages;
  private final Set<Frame> seen = new HashSet<>();
  private final Set<Place> bridges = new HashSet<>();
  private int routed;

  /** The content of a frame, which no bridge changes. */
  private record Content(Mac source, Mac destination, Payload payload) {}

  private record Frame(String namespace, String device, Object content) {}

  private record Place(String namespace, String bridge, Content content) {}

  Loops(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  /**
   * A frame came in by a port of a bridge.
   *
   * @throws LoopFound if it was there before and will be there again
   */
  void arrived(PacketInHost passage, Device port, Device bridge) {
    Skb skb = passage.skb();
    Content content =
        new Content(
            Objects.requireNonNull(skb.source()),
            Objects.requireNonNull(skb.destination()),
            skb.payload());
    String ns = passage.ns().name();
    HopBuilder hop = passage.hop();
    Outcome.Station here = new Outcome.Station(ns, port.name(), bridge.name());
    Visit visit = new Visit(here, content, hop.size(), state(skb));
    boolean again = !seen.add(new Frame(ns, port.name(), content));
    again |= !bridges.add(new Place(ns, bridge.name(), content));
    if (again) {
      look(hop, null, visit);
    }
    hop.visited(visit);
  }

  /**
   * An IP packet came in by a device that is no port of a bridge.
   *
   * @throws LoopFound if it has come many times, each copy made of the one before
   */
  void received(PacketInHost passage, Device device) {
    if (++routed < LATE) {
      return;
    }
    String ns = passage.ns().name();
    Payload packet = passage.skb().payload();
    HopBuilder hop = passage.hop();
    Outcome.Station here = new Outcome.Station(ns, device.name(), null);
    Visit visit = new Visit(here, packet, hop.size(), 0);
    if (!seen.add(new Frame(ns, device.name(), packet))) {
      look(hop, null, visit);
    }
    hop.visited(visit);
  }

  /**
   * A frame is put on a wire, and will come in by this device. That need not be waited for where
   * the frame is for a group, whose way nothing changes in the meantime: of a thousand copies the
   * first tells.
   *
   * @throws LoopFound if it was there before and will be there again
   */
  void sent(HopBuilder from, Skb skb, NetworkNamespace there, Device port) {
    Mac destination = Objects.requireNonNull(skb.destination());
    Device bridge = there.bridgeOf(port).orElse(null);
    if (bridge == null || !bridge.up() || !destination.isGroup()) {
      return;
    }
    Content content = new Content(Objects.requireNonNull(skb.source()), destination, skb.payload());
    if (bridges.contains(new Place(there.name(), bridge.name(), content))) {
      Outcome.Station at = new Outcome.Station(there.name(), port.name(), bridge.name());
      look(null, from, new Visit(at, content, 0, state(skb)));
    }
  }

  /** Knowledge of where a group is does not exist: its frames are always flooded. */
  private long state(Skb skb) {
    Mac destination = Objects.requireNonNull(skb.destination());
    long learned = destination.isGroup() ? 0 : kernel.memory().fdb().changes(destination);
    return learned + (skb.payload() instanceof IpPacket ? stages.hooks().readings() : 0);
  }

  /**
   * Looks for the same frame in the hops that this one descends from, the nearest first.
   *
   * @param last the hop the frame came in by, none if it is still on its way
   * @param from the hop it was sent from, if it is still on its way
   */
  private void look(@Nullable HopBuilder last, @Nullable HopBuilder from, Visit now) {
    List<Outcome.Station> round = new ArrayList<>();
    int returns = 0;
    HopBuilder hop = last == null ? from : last;
    int leftAt = hop == null ? 0 : last == null ? hop.size() - 1 : hop.size();
    while (hop != null) {
      for (int i = hop.visits().size() - 1; i >= 0; i--) {
        Visit earlier = hop.visits().get(i);
        if (earlier.before() > leftAt || !earlier.content().equals(now.content())) {
          continue;
        }
        boolean isSamePort = earlier.at().equals(now.at());
        returns += isSamePort ? 1 : 0;
        // within one hop it may be a sibling, as copies of a flood share their hop
        boolean isProof =
            hop != last
                && now.at().bridge() != null
                && earlier.state() == now.state()
                && (isSamePort || isSameBridge(earlier, now, hop, leftAt));
        if (isProof || returns >= MANY) {
          round.add(now.at());
          Collections.reverse(round);
          throw new LoopFound(round);
        }
        if (returns == 0) {
          round.add(earlier.at());
        }
      }
      Hop.Parent parent = hop.parent();
      leftAt = parent == null ? 0 : parent.step();
      hop = parent == null ? null : kernel.recorder().hop(parent.hop());
    }
  }

  /**
   * Returns true if a frame left a bridge by one port and came back by another. The bridge will
   * send it out by the first again, and every bridge behind that will repeat its decision.
   *
   * @param leftAt the step by which the frame left the hop
   */
  private boolean isSameBridge(Visit earlier, Visit now, HopBuilder hop, int leftAt) {
    return Objects.equals(earlier.at().bridge(), now.at().bridge())
        && earlier.at().namespace().equals(now.at().namespace())
        && hop.step(leftAt) instanceof LinkStep.FrameTransmitted out
        && !out.device().equals(now.at().device())
        && isPort(new DeviceRef(hop.namespace(), out.device()), earlier.at().bridge());
  }

  private boolean isPort(DeviceRef device, @Nullable String bridge) {
    return kernel
        .network()
        .device(device)
        .filter(found -> found.port() != null && found.port().bridge().equals(bridge))
        .isPresent();
  }
}
