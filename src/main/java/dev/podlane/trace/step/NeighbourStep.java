package dev.podlane.trace.step;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.NeighbourState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of address resolution (RFC 826, net/core/neighbour.c). */
public sealed interface NeighbourStep extends Step {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(NeighbourResolved it);

    T visit(NeighbourMissing it);

    T visit(NeighbourWaiting it);

    T visit(ArpRequestSent it);

    T visit(ArpReplySent it);

    T visit(NeighbourLearned it);

    T visit(ArpIgnored it);

    T visit(NeighbourFailed it);

    T visit(HeaderBuilt it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default <T> T accept(Step.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  @Override
  default Level level() {
    return Level.STAGE;
  }

  /** A row of the neighbour table as {@code ip neigh} shows it. */
  record Row(String device, Ip ip, @Nullable Mac mac, NeighbourState state) {}

  /** The next hop's hardware address is known. */
  record NeighbourResolved(String device, Ip ip, Mac mac, NeighbourState state, List<Row> table)
      implements NeighbourStep {
    /** Copies its rows. */
    public NeighbourResolved {
      table = List.copyOf(table);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The address is not resolved: the packet is queued while an ARP request is sent. */
  record NeighbourMissing(String device, Ip ip, List<Row> table) implements NeighbourStep {
    /** Copies its rows. */
    public NeighbourMissing {
      table = List.copyOf(table);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** It is being asked for already: the packet joins those that wait. */
  record NeighbourWaiting(String device, Ip ip, int queued) implements NeighbourStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** An ARP request goes out; {@code attempt} counts from 1. */
  record ArpRequestSent(String device, Ip sender, Ip target, int attempt) implements NeighbourStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The owner of the address, or a proxy for it, answers. */
  record ArpReplySent(String device, Ip address, Ip to, boolean proxy) implements NeighbourStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** An entry was made or refreshed from an ARP message. */
  record NeighbourLearned(String device, Ip ip, Mac mac, NeighbourState state)
      implements NeighbourStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * The message changes nothing here.
   *
   * @param device the device it came in by
   * @param target the address that the request or reply is about
   * @param why reason why the message has no effect
   * @param sender sender according to the message
   * @param fields the settings that decided, if any did
   */
  record ArpIgnored(String device, Ip target, Why why, Ip sender, List<Field> fields)
      implements NeighbourStep {
    /** The reason why an ARP message has no effect. */
    public enum Why {
      /** The address asked for is not this host's. */
      NOT_MINE,
      /** arp_ignore forbids to answer for an address of another device. */
      ARP_IGNORE,
      /** The address is this host's, but so is that of the sender. */
      LOCAL_SENDER,
      /** The address is this host's, but the way back to the sender is by no such device. */
      REVERSE_PATH,
      /** The sender claims an address of this host, or one it could not have. */
      BAD_SENDER,
      /** proxy_arp is on, but there is no route to the address. */
      PROXY_NO_ROUTE,
      /** proxy_arp is on, but the address is to be found where the question came from. */
      PROXY_SAME_DEVICE,
      /** proxy_arp is on, but this host does not forward. */
      PROXY_NO_FORWARDING,
      /** No request was pending here, or it has been answered already. */
      NOT_ASKED,
      /** The frame is addressed to another station. */
      OTHERHOST;

      /** Returns true if the host would have answered were it not for this reason. */
      public boolean withholds() {
        return switch (this) {
          case ARP_IGNORE, LOCAL_SENDER, REVERSE_PATH -> true;
          case PROXY_NO_ROUTE, PROXY_NO_FORWARDING -> true;
          case NOT_MINE, BAD_SENDER, PROXY_SAME_DEVICE, NOT_ASKED, OTHERHOST -> false;
        };
      }
    }

    /** Copies its fields. */
    public ArpIgnored {
      fields = List.copyOf(fields);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Three requests, no answer. */
  record NeighbourFailed(String device, Ip ip) implements NeighbourStep {
    @Override
    public Level level() {
      return Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The Ethernet header is written: from the outgoing device to the next hop. */
  record HeaderBuilt(String device, Mac source, Mac destination) implements NeighbourStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
