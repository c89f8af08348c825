package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.DnsReply.Code;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.Question;
import dev.podlane.cluster.field.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All lines of the plugin rewrite in one server block, in order (coredns {@code plugin/rewrite}):
 * the question is changed, and names of the answer back.
 */
final class RewritePlugin implements Plugin {
  private final List<RewriteRule> rules;

  RewritePlugin(List<Directive> lines) {
    this.rules = lines.stream().map(RewriteRule::of).toList();
  }

  @Override
  public DnsReply serve(
      Query query, Function<Query, DnsReply> next, Function<Query, DnsReply> self) {
    Query now = query;
    List<RewriteRule.Answer> back = new ArrayList<>();
    try {
      for (RewriteRule rule : rules) {
        Optional<RewriteRule.Done> done = rule.apply(now.question());
        if (done.isEmpty()) {
          continue;
        }
        Optional<DnsName> name = DnsName.tryParse(done.get().name());
        if (name.isEmpty()) {
          return DnsReply.of(Code.SERVFAIL);
        }
        now = now.about(new Question(name.get(), done.get().type()));
        back.addAll(done.get().answers());
        if (rule.stops()) {
          break;
        }
      }
      return restored(next.apply(now), back);
    } catch (BoundedPattern.TooExpensive over) {
      return DnsReply.unknown(new Doubt(Doubt.Kind.BOUND, "rewrite", null, ""));
    }
  }

  private static DnsReply restored(DnsReply reply, List<RewriteRule.Answer> back)
      throws BoundedPattern.TooExpensive {
    List<DnsRecord> records = new ArrayList<>();
    for (DnsRecord record : reply.answers()) {
      DnsRecord now = record;
      for (int i = back.size() - 1; i >= 0; i--) {
        now = back.get(i).apply(now);
      }
      records.add(now);
    }
    return new DnsReply(reply.code(), records, reply.doubt());
  }
}
