package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of address resolution (RFC 826, net/core/neighbour.c). */
public sealed interface NeighbourStep extends Step {
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
  }

  /** It is not known: the packet waits while it is asked for. */
  record NeighbourMissing(String device, Ip ip, List<Row> table) implements NeighbourStep {
    /** Copies its rows. */
    public NeighbourMissing {
      table = List.copyOf(table);
    }
  }

  /** It is being asked for already: the packet joins those that wait. */
  record NeighbourWaiting(String device, Ip ip, int queued) implements NeighbourStep {}

  /** An ARP request goes out; {@code attempt} counts from 1. */
  record ArpRequestSent(String device, Ip sender, Ip target, int attempt)
      implements NeighbourStep {}

  /** The owner of the address, or a proxy for it, answers. */
  record ArpReplySent(String device, Ip address, Ip to, boolean proxy) implements NeighbourStep {}

  /** An entry was made or refreshed from an ARP message. */
  record NeighbourLearned(String device, Ip ip, Mac mac, NeighbourState state)
      implements NeighbourStep {}

  /** The message changes nothing here. */
  record ArpIgnored(String device, Ip target, Why why) implements NeighbourStep {
    /** Why it changes nothing. */
    public enum Why {
      /** The address asked for is not this host's. */
      NOT_MINE,
      /** arp_ignore forbids to answer for an address of another device. */
      ARP_IGNORE,
      /** The sender claims an address of this host, or one it could not have. */
      BAD_SENDER,
      /** Nobody here had asked, or an answer is there already. */
      NOT_ASKED,
      /** The frame is addressed to another station. */
      OTHERHOST
    }
  }

  /** Three requests, no answer. */
  record NeighbourFailed(String device, Ip ip) implements NeighbourStep {
    @Override
    public Level level() {
      return Level.STORY;
    }
  }

  /** The Ethernet header is written: from the outgoing device to the next hop. */
  record HeaderBuilt(String device, Mac source, Mac destination) implements NeighbourStep {}
}
