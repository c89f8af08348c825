package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.packet.IpPacket;

/**
 * A program that receives packets by a queue of netfilter and gives a verdict on each
 * (NFNETLINK_QUEUE, {@code nf_queue} in net/netfilter/nf_queue.c).
 */
public interface QueueProgram {
  /** Decides about a packet as it is at the hook; without side effects. */
  Answer decide(IpPacket packet);

  /** The verdict of a program. */
  sealed interface Answer {
    /**
     * The packet continues at the next hook function (NF_ACCEPT).
     *
     * @param labels the labels that its connection has afterwards (NFQA_CT with CTA_LABELS)
     */
    record Accepts(Datum labels) implements Answer {}

    /** The packet ends (NF_DROP). */
    record Drops() implements Answer {}

    /** The program's decision cannot be predicted, for this reason. */
    record Undecided(String reason) implements Answer {}
  }
}
