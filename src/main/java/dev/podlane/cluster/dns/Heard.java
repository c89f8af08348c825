package dev.podlane.cluster.dns;

/** The answer to a query as the client hears it, or its lack. */
public sealed interface Heard {
  /** An answer. */
  record Answer(DnsReply reply) implements Heard {}

  /** Nothing within the time it waits. */
  record Nothing() implements Heard {}

  /** An error of the socket, such as ECONNREFUSED: nobody is there. */
  record Unreachable() implements Heard {}

  /** Something that is not known; the walk of the query says why. */
  record Unknown() implements Heard {}
}
