package dev.podlane.trace.kernel;

import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Skb;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The frames in flight, first come first served as in the kernel's backlog. */
final class Backlog {
  private final Deque<InFlight> frames = new ArrayDeque<>();
  private final Deque<Runnable> next = new ArrayDeque<>();
  private @Nullable HopBuilder current;

  private record InFlight(
      NetworkNamespace ns, Device to, Skb skb, HopBuilder from, Hop.Parent sentBy) {}

  void send(NetworkNamespace ns, Device to, Skb skb, HopBuilder from) {
    frames.add(new InFlight(ns, to, skb, from, from.here()));
  }

  void later(HopBuilder hop, Runnable continuation) {
    next.add(
        () -> {
          current = hop;
          continuation.run();
        });
  }

  /** The hop that is being written, none before the first frame arrived. */
  @Nullable HopBuilder current() {
    return current;
  }

  /** Delivers the frames in flight, and those sent in response, until none is left. */
  void drain(Kernel kernel, BiConsumer<PacketInHost, Device> input) {
    while (true) {
      Runnable continuation = next.poll();
      if (continuation != null) {
        continuation.run();
        continue;
      }
      InFlight arriving = frames.poll();
      if (arriving == null) {
        return;
      }
      HopBuilder hop = kernel.arrival(arriving.ns(), arriving.from(), arriving.sentBy());
      current = hop;
      Device to = arriving.to();
      input.accept(new PacketInHost(arriving.ns(), hop, arriving.skb(), to, null), to);
    }
  }
}
