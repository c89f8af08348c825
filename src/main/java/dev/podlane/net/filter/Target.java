package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.nft.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The action of a rule on packets that fulfil its conditions. */
public sealed interface Target {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(Accept it);

    T visit(Drop it);

    T visit(Return it);

    T visit(Jump it);

    T visit(Goto it);

    T visit(Reject it);

    T visit(Mark it);

    T visit(ConnectionMark it);

    T visit(Dnat it);

    T visit(Snat it);

    T visit(NoTrack it);

    T visit(Log it);

    T visit(TcpMss it);

    T visit(NetMap it);

    T visit(Extension it);

    T visit(Statements it);

    T visit(Unknown it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  /** The packet continues with the next table. */
  record Accept() implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The packet ends here, in silence. */
  record Drop() implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Back to the rule after the jump; in a built-in chain, to its policy. */
  record Return() implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Evaluation continues in another chain, and returns; names are interned to be found fast. */
  record Jump(String chain) implements Target {
    public Jump {
      chain = chain.intern();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Evaluation continues in another chain, without returning to this one. */
  record Goto(String chain) implements Target {
    public Goto {
      chain = chain.intern();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The packet is dropped and its sender gets an error (net/ipv4/netfilter/ipt_REJECT.c). */
  record Reject(With with) implements Target {
    /** The ICMP error that is sent to the sender; the numbers are type and code. */
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

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code MARK --set-xmark value/mask}: the bits of the mask are cleared, the value xored. */
  record Mark(int value, int mask) implements Target {
    int on(int mark) {
      return (mark & ~mask) ^ value;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code CONNMARK}. */
  record ConnectionMark(Way way, int value, int mask) implements Target {
    /** The operation on the marks. */
    public enum Way {
      /** {@code --set-xmark}. */
      SET,
      /** {@code --save-mark}: packet to connection. */
      SAVE,
      /** {@code --restore-mark}: connection to packet. */
      RESTORE
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code DNAT}, or with no address {@code REDIRECT} to this host.
   *
   * @param first first of the addresses to choose from; 0.0.0.0 keeps that of the packet
   * @param last last of them
   * @param ports ports to choose from, none to keep the port
   * @param random true to draw the port at random
   * @param persistent true to give a client the same address each time
   */
  record Dnat(
      @Nullable Ip first,
      @Nullable Ip last,
      @Nullable Ports ports,
      boolean random,
      boolean persistent)
      implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code SNAT}, or with no address {@code MASQUERADE}: that of the device it leaves by.
   *
   * @param first first of the addresses to choose from; 0.0.0.0 keeps that of the packet
   * @param last last of them
   * @param ports ports to choose from, none to keep the port if it is free
   * @param random true to draw the port at random ({@code --random})
   * @param fullyRandom true to draw it without the hash of the addresses ({@code --random-fully})
   * @param persistent true to give a client the same address each time
   */
  record Snat(
      @Nullable Ip first,
      @Nullable Ip last,
      @Nullable Ports ports,
      boolean random,
      boolean fullyRandom,
      boolean persistent)
      implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code CT --notrack}: the packet is not tracked.
   *
   * @param older true if it is written {@code NOTRACK}, the older name
   */
  record NoTrack(boolean older) implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code LOG}, {@code NFLOG}: noted, and on. */
  record Log(String text) implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code TCPMSS}: the maximum segment size that a SYN announces.
   *
   * @param octets the most it may be, in octets; {@link #CLAMP} for what fits both ways
   */
  record TcpMss(int octets) implements Target {
    /** {@code --clamp-mss-to-pmtu} (XT_TCPMSS_CLAMP_PMTU). */
    public static final int CLAMP = 0xffff;

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code NETMAP}: the bits of the network are replaced, of the destination before routing, of the
   * source behind it.
   */
  record NetMap(Prefix network) implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A target after which the next rule is asked, as {@code iptables-save} prints it. */
  record Extension(String text, Effect effect) implements Target {
    /** Its name. */
    public String name() {
      return text.split(" ", -1)[0];
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A rule of nftables' own: it has no conditions in front, its statements ask and do by turns.
   *
   * @param list its statements in order
   * @param comment empty if none
   */
  record Statements(List<Statement> list, String comment) implements Target {
    public Statements {
      list = List.copyOf(list);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A target the model does not know: nothing can be said of a packet that meets it.
   *
   * @param text as {@code iptables-save} prints it
   */
  record Unknown(String text) implements Target {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
