package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a rule does with a packet that fulfils its conditions. */
public sealed interface Target {
  /** The packet goes on to the next table. */
  record Accept() implements Target {}

  /** The packet ends here, in silence. */
  record Drop() implements Target {}

  /** Back to the rule after the jump; in a built-in chain, to its policy. */
  record Return() implements Target {}

  /**
   * On in another chain, and back. Names of chains are interned: among a hundred thousand of them
   * the one that is wanted is found without its letters being compared.
   */
  record Jump(String chain) implements Target {
    public Jump {
      chain = chain.intern();
    }
  }

  /** On in another chain, without coming back to this one. */
  record Goto(String chain) implements Target {
    public Goto {
      chain = chain.intern();
    }
  }

  /** The packet ends here and its sender is told (net/ipv4/netfilter/ipt_REJECT.c). */
  record Reject(With with) implements Target {
    /** What the sender is told; the numbers are type and code of ICMP. */
    public enum With {
      ICMP_NET_UNREACHABLE(0),
      ICMP_HOST_UNREACHABLE(1),
      ICMP_PROTO_UNREACHABLE(2),
      ICMP_PORT_UNREACHABLE(3),
      ICMP_NET_PROHIBITED(9),
      ICMP_HOST_PROHIBITED(10),
      ICMP_ADMIN_PROHIBITED(13),
      TCP_RESET(-1);

      private final int code;

      With(int code) {
        this.code = code;
      }

      /** Code of the ICMP type 3 message; -1 for a TCP reset. */
      public int code() {
        return code;
      }

      /** The word {@code --reject-with} takes. */
      public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }
  }

  /** {@code MARK --set-xmark value/mask}: the bits of the mask are cleared, the value xored. */
  record Mark(int value, int mask) implements Target {
    int on(int mark) {
      return (mark & ~mask) ^ value;
    }
  }

  /** {@code CONNMARK}. */
  record ConnectionMark(Way way, int value, int mask) implements Target {
    /** Which way a mark goes. */
    public enum Way {
      /** {@code --set-xmark}. */
      SET,
      /** {@code --save-mark}: packet to connection. */
      SAVE,
      /** {@code --restore-mark}: connection to packet. */
      RESTORE
    }
  }

  /**
   * {@code DNAT}, or with no address {@code REDIRECT} to this host.
   *
   * @param first first of the addresses to choose from
   * @param last last of them
   * @param ports ports to choose from, none to keep the port
   * @param random whether the port is drawn
   * @param persistent whether one client always gets the same address
   */
  record Dnat(
      @Nullable Ip first,
      @Nullable Ip last,
      @Nullable Ports ports,
      boolean random,
      boolean persistent)
      implements Target {}

  /**
   * {@code SNAT}, or with no address {@code MASQUERADE}: that of the device it leaves by.
   *
   * @param first first of the addresses to choose from
   * @param last last of them
   * @param ports ports to choose from, none to keep the port if it is free
   * @param random whether the port is drawn ({@code --random})
   * @param fullyRandom whether it is drawn without the hash ({@code --random-fully})
   * @param persistent whether one client always gets the same address
   */
  record Snat(
      @Nullable Ip first,
      @Nullable Ip last,
      @Nullable Ports ports,
      boolean random,
      boolean fullyRandom,
      boolean persistent)
      implements Target {}

  /**
   * {@code CT --notrack}: the packet is not tracked.
   *
   * @param older whether it is written {@code NOTRACK}
   */
  record NoTrack(boolean older) implements Target {}

  /** {@code LOG}, {@code NFLOG}: noted, and on. */
  record Log(String text) implements Target {}

  /** {@code TCPMSS}: changes an option of a SYN and nothing that decides a path. */
  record TcpMss(String text) implements Target {}

  /**
   * A target the model does not know: nothing can be said of a packet that meets it.
   *
   * @param text as {@code iptables-save} prints it
   */
  record Unknown(String text) implements Target {}
}
