package dev.podlane.trace.memory;

import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Skb;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;

/** The event of a timer. It may fire in a later walk than the one that set it. */
public sealed interface TimerEvent {
  /** Lets the layer that set the timer act. */
  void fire(Handler handler);

  /** The same event in a memory that was forked from the one in which it was set. */
  default TimerEvent in(Memory from, Memory fork) {
    return this;
  }

  /** Handles timers that fire. */
  interface Handler {
    /** A neighbour has not answered yet. */
    void due(ArpRetry event);

    /** A proxy has waited long enough to answer. */
    void due(ProxyArpReply event);

    /** Fragments have waited long enough for the rest. */
    void due(FragmentTimeout event);

    /** A SYN has not been answered yet. */
    void due(SynRetry event);

    /** A SYN-ACK has not been acknowledged yet. */
    void due(SynAckRetry event);

    /** Data has not been acknowledged yet. */
    void due(SegmentRetry event);
  }

  /**
   * A neighbour is asked again by ARP, or given up.
   *
   * @param cause the packet that waits for the reply
   * @param key the neighbour
   * @param entry its entry when it was asked
   */
  record ArpRetry(PacketInHost cause, NeighbourTables.Key key, NeighbourEntry entry)
      implements TimerEvent {
    @Override
    public TimerEvent in(Memory from, Memory fork) {
      boolean isCurrent = from.neighbour(key) == entry;
      return isCurrent ? new ArpRetry(cause, key, fork.neighbourOrNew(key)) : this;
    }

    @Override
    public void fire(Handler handler) {
      handler.due(this);
    }
  }

  /**
   * A proxy answers an ARP request (proxy_delay).
   *
   * @param ns the proxy
   * @param cause the hop in which it was asked
   * @param answer the frame
   * @param device the device it leaves by
   */
  record ProxyArpReply(NetworkNamespace ns, HopBuilder cause, Skb answer, Device device)
      implements TimerEvent {
    @Override
    public void fire(Handler handler) {
      handler.due(this);
    }
  }

  /** Fragments are given up (ip_expire). */
  record FragmentTimeout(FragmentKey key, FragmentQueue these) implements TimerEvent {
    @Override
    public TimerEvent in(Memory from, Memory fork) {
      FragmentQueue queue = from.fragments().get(key) == these ? fork.fragments().get(key) : null;
      return queue == null ? this : new FragmentTimeout(key, queue);
    }

    @Override
    public void fire(Handler handler) {
      handler.due(this);
    }
  }

  /** The probe's socket sends its SYN again; {@code done} times it has done so before. */
  record SynRetry(int done) implements TimerEvent {
    @Override
    public void fire(Handler handler) {
      handler.due(this);
    }
  }

  /**
   * A server answers a SYN again.
   *
   * @param key the half-open connection
   * @param due moment for which the timer was set, in milliseconds; another one may have taken its
   *     place since
   */
  record SynAckRetry(SocketKey key, long due) implements TimerEvent {
    @Override
    public void fire(Handler handler) {
      handler.due(this);
    }
  }

  /**
   * An end of a connection sends again what was not acknowledged.
   *
   * @param key that end
   * @param order number of the timer; one that was set later takes its place
   */
  record SegmentRetry(SocketKey key, long order) implements TimerEvent {
    @Override
    public void fire(Handler handler) {
      handler.due(this);
    }
  }
}
