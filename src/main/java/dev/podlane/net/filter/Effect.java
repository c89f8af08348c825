package dev.podlane.net.filter;

import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import java.util.List;

/** The effect of a target that lets the packet go on to the next rule. */
public sealed interface Effect {
  /** The packet afterwards. */
  PacketAtHook on(PacketAtHook subject);

  /** Nothing that a packet or a rule could see. */
  record Nothing() implements Effect {
    @Override
    public PacketAtHook on(PacketAtHook subject) {
      return subject;
    }
  }

  /** {@code TTL}. */
  record TimeToLive(Way way, int value) implements Effect {
    /** The change. */
    public enum Way {
      SET,
      DEC,
      INC
    }

    @Override
    public PacketAtHook on(PacketAtHook subject) {
      int ttl = subject.packet().ttl();
      int now =
          switch (way) {
            case SET -> value;
            case DEC -> Math.max(0, ttl - value);
            case INC -> Math.min(255, ttl + value);
          };
      return subject.with(subject.packet().withTtl(now));
    }
  }

  /** {@code TOS}, {@code DSCP} and {@code ECN}: bits are cleared, and others xored. */
  record TypeOfService(int value, int mask) implements Effect {
    @Override
    public PacketAtHook on(PacketAtHook subject) {
      IpPacket packet = subject.packet();
      return subject.with(packet.withTos((packet.tos() & ~mask) ^ value));
    }
  }

  /** {@code SET --add-set} and {@code --del-set}: a set learns from the packet. */
  record ChangeSet(List<SetTarget> all) implements Effect {
    public ChangeSet {
      all = List.copyOf(all);
    }

    @Override
    public PacketAtHook on(PacketAtHook subject) {
      for (SetTarget each : all) {
        each.change(subject);
      }
      return subject;
    }
  }

  /** The maximum segment size that a SYN announces; it never rises (xt_TCPMSS.c). */
  static PacketAtHook clamped(PacketAtHook subject, int octets) {
    IpPacket packet = subject.packet();
    boolean isLonger =
        packet.showsSegment() && packet.segment() instanceof Tcp tcp && tcp.mss() > octets;
    return isLonger && packet.segment() instanceof Tcp tcp
        ? subject.with(packet.carrying(tcp.withMss(octets)))
        : subject;
  }
}
