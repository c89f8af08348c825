package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.DnsReply.Code;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.Question;
import dev.podlane.cluster.field.BoundedPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All blocks of the plugin template in one server block (coredns {@code plugin/template}). */
final class TemplatePlugin implements Plugin {
  private static final Doubt UNREAD = new Doubt(Doubt.Kind.PLUGIN, "template", null, "");
  private static final Set<String> ANSWERS_LEFT_OUT = Set.of("additional", "authority", "ederror");
  private static final String ANY = "ANY";

  private final List<Block> blocks;

  /**
   * One block.
   *
   * @param type the type it answers, or ANY
   * @param patterns one of which a name must match
   * @param code null if it is none that is known
   * @param readable false if it says something that is not simulated
   */
  private record Block(
      List<DnsName> zones,
      String type,
      List<BoundedPattern> patterns,
      List<GoTemplate> answers,
      @Nullable Code code,
      @Nullable List<DnsName> fallthrough,
      boolean readable) {}

  TemplatePlugin(List<Directive> directives, List<DnsName> server) {
    this.blocks = directives.stream().map(each -> block(each, server)).toList();
  }

  private static Block block(Directive directive, List<DnsName> server) {
    List<String> args = directive.args();
    List<DnsName> zones = args.size() < 3 ? server : Zones.all(args.subList(2, args.size()));
    boolean isIn =
        args.isEmpty() || Set.of("IN", ANY).contains(args.get(0).toUpperCase(Locale.ROOT));
    String type = args.size() < 2 ? ANY : args.get(1).toUpperCase(Locale.ROOT);
    List<BoundedPattern> patterns = new ArrayList<>();
    List<GoTemplate> answers = new ArrayList<>();
    Code code = Code.NOERROR;
    List<DnsName> fallthrough = null;
    boolean readable = true;
    for (Directive line : directive.body()) {
      switch (line.name()) {
        case "match" -> {
          for (String arg : line.args()) {
            Optional<BoundedPattern> pattern = BoundedPattern.compile(arg);
            pattern.ifPresent(patterns::add);
            readable &= pattern.isPresent();
          }
        }
        case "answer" -> {
          for (String arg : line.args()) {
            Optional<GoTemplate> template = GoTemplate.parse(arg);
            template.ifPresent(answers::add);
            readable &= template.isPresent();
          }
        }
        case "rcode" -> code = code(line.args().isEmpty() ? "" : line.args().get(0));
        case "fallthrough" -> fallthrough = KubernetesOptions.through(line);
        case "upstream" -> {}
        default -> readable &= ANSWERS_LEFT_OUT.contains(line.name());
      }
    }
    if (patterns.isEmpty()) {
      BoundedPattern.compile(".*").ifPresent(patterns::add);
    }
    return new Block(
        zones, isIn ? type : "", patterns, answers, code, fallthrough, readable && code != null);
  }

  private static @Nullable Code code(String name) {
    for (Code each : Code.values()) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
    }
    return null;
  }

  @Override
  public DnsReply serve(
      Query query, Function<Query, DnsReply> next, Function<Query, DnsReply> self) {
    try {
      for (Block block : blocks) {
        Optional<DnsName> zone = Zones.matching(block.zones(), query.name());
        boolean asked = block.type().equals(ANY) || block.type().equals(query.type().name());
        if (zone.isEmpty() || !asked) {
          continue;
        }
        if (!block.readable()) {
          return DnsReply.unknown(UNREAD);
        }
        Optional<BoundedPattern.Match> match = match(block, query.name());
        if (match.isPresent()) {
          return answer(block, query, zone.get(), match.get(), self);
        }
        boolean through =
            block.fallthrough() != null
                && Zones.matching(block.fallthrough(), query.name()).isPresent();
        if (!through) {
          return DnsReply.of(Code.SERVFAIL);
        }
      }
      return next.apply(query);
    } catch (BoundedPattern.TooExpensive over) {
      return DnsReply.unknown(new Doubt(Doubt.Kind.BOUND, "template", null, ""));
    }
  }

  private static Optional<BoundedPattern.Match> match(Block block, DnsName name)
      throws BoundedPattern.TooExpensive {
    for (BoundedPattern pattern : block.patterns()) {
      Optional<BoundedPattern.Match> match = pattern.find(name.toString());
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private static DnsReply answer(
      Block block,
      Query query,
      DnsName zone,
      BoundedPattern.Match match,
      Function<Query, DnsReply> self) {
    Map<String, String> values = new HashMap<>();
    values.put("Name", query.name().toString());
    values.put("Zone", zone.toString());
    values.put("Type", query.type().name());
    values.put("Class", "IN");
    for (int i = 0; i < match.groups().size(); i++) {
      values.put("Group." + i, match.groups().get(i));
    }
    match.names().forEach((name, i) -> values.put("Group." + name, match.groups().get(i)));
    List<DnsRecord> records = new ArrayList<>();
    for (GoTemplate template : block.answers()) {
      String text = template.fill(values);
      Optional<DnsRecord> record = RecordText.parse(text);
      if (record.isEmpty()) {
        return RecordText.isKnown(RecordText.type(text))
            ? DnsReply.of(Code.SERVFAIL)
            : DnsReply.unknown(UNREAD);
      }
      records.add(record.get());
      if (record.get().data() instanceof DnsRecord.Alias alias && query.type().isAddress()) {
        DnsReply more = self.apply(query.within(new Question(alias.target(), query.type())));
        if (more.doubt() != null) {
          return more;
        }
        records.addAll(more.answers());
      }
    }
    Code code = block.code() == null ? Code.SERVFAIL : block.code();
    return new DnsReply(code, code == Code.SERVFAIL ? List.of() : records, null);
  }
}
