package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsReply;
import java.util.function.Function;

/** A plugin of CoreDNS. */
interface Plugin {
  /**
   * Answers a query, or hands it on.
   *
   * @param next the plugins behind it
   * @param self the whole server, for lookups on behalf of the query
   */
  DnsReply serve(Query query, Function<Query, DnsReply> next, Function<Query, DnsReply> self);
}
