package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.Question;
import dev.podlane.cluster.dns.RecordType;

/**
 * A query on its way through plugins.
 *
 * @param question the question, rewritten or not
 * @param onward the way to other servers
 * @param depth number of lookups that this one is for
 */
record Query(Question question, Onward onward, int depth) {
  DnsName name() {
    return question.name();
  }

  RecordType type() {
    return question.type();
  }

  Query about(Question other) {
    return new Query(other, onward, depth);
  }

  /** A lookup on behalf of this query. */
  Query within(Question other) {
    return new Query(other, onward, depth + 1);
  }
}
