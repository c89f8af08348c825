package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.Question;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.field.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One line of the plugin rewrite (coredns {@code plugin/rewrite/name.go}, {@code type.go}). */
final class RewriteRule {
  /** Kinds of rules that change neither names nor types of questions of the Internet. */
  private static final Set<String> HARMLESS = Set.of("edns0", "ttl", "class");

  private final boolean stops;
  private final Change change;

  /** The change of a question. */
  private interface Change {
    Optional<Done> apply(Question question) throws BoundedPattern.TooExpensive;
  }

  /** The change of a record of the answer. */
  interface Answer {
    DnsRecord apply(DnsRecord record) throws BoundedPattern.TooExpensive;
  }

  /**
   * A changed question.
   *
   * @param name with a dot at its end; maybe no valid one
   */
  record Done(String name, RecordType type, List<Answer> answers) {
    Done {
      answers = List.copyOf(answers);
    }
  }

  private RewriteRule(boolean stops, Change change) {
    this.stops = stops;
    this.change = change;
  }

  /** Returns true if no rule behind it is tried once it applied. */
  boolean stops() {
    return stops;
  }

  Optional<Done> apply(Question question) throws BoundedPattern.TooExpensive {
    return change.apply(question);
  }

  /** Reads a line; its words may stand in braces, too. */
  static RewriteRule of(Directive line) {
    List<String> words = new ArrayList<>(line.args());
    if (words.size() < 2) {
      for (Directive inner : line.body()) {
        words.add(inner.name());
        words.addAll(inner.args());
      }
    }
    boolean goesOn = !words.isEmpty() && words.get(0).equalsIgnoreCase("continue");
    boolean said = goesOn || (!words.isEmpty() && words.get(0).equalsIgnoreCase("stop"));
    List<String> rule = said ? words.subList(1, words.size()) : words;
    String kind = rule.isEmpty() ? "" : rule.get(0).toLowerCase(Locale.ROOT);
    List<String> args = rule.isEmpty() ? List.of() : rule.subList(1, rule.size());
    Optional<Change> change =
        switch (kind) {
          case "name" -> name(args);
          case "type" -> type(args);
          default ->
              HARMLESS.contains(kind)
                  ? Optional.of(question -> Optional.empty())
                  : Optional.empty();
        };
    return new RewriteRule(!goesOn, change.orElseGet(() -> doubtful(kind)));
  }

  private static Change doubtful(String kind) {
    Doubt doubt = new Doubt(Doubt.Kind.PLUGIN, ("rewrite " + kind).strip(), null, "");
    return question -> {
      throw new DoubtException(doubt);
    };
  }

  private static Optional<Change> type(List<String> args) {
    Optional<RecordType> from = args.size() == 2 ? RecordType.named(args.get(0)) : Optional.empty();
    Optional<RecordType> to = args.size() == 2 ? RecordType.named(args.get(1)) : Optional.empty();
    if (from.isEmpty() || to.isEmpty()) {
      return args.size() == 2 && from.isEmpty()
          ? Optional.of(question -> Optional.empty())
          : Optional.empty();
    }
    return Optional.of(
        question ->
            question.type() == from.get()
                ? Optional.of(new Done(question.name().toString(), to.get(), List.of()))
                : Optional.empty());
  }

  private static Optional<Change> name(List<String> args) {
    if (args.size() < 2) {
      return Optional.empty();
    }
    boolean plain = args.size() == 2;
    String match = plain ? "exact" : args.get(0).toLowerCase(Locale.ROOT);
    String from = args.get(plain ? 0 : 1);
    String to = normal(args.get(plain ? 1 : 2));
    List<Answer> answers = new ArrayList<>();
    Optional<Boolean> auto = answers(args.subList(plain ? 2 : 3, args.size()), answers);
    Optional<BoundedPattern> pattern =
        match.equals("regex") ? BoundedPattern.compile(from) : Optional.empty();
    if (auto.isEmpty() || (match.equals("regex") && pattern.isEmpty())) {
      return Optional.empty();
    }
    boolean exact = match.equals("exact");
    NameChange change =
        switch (match) {
          case "exact" -> NameChange.exact(normal(from), to);
          case "prefix" -> NameChange.prefix(normal(from), to);
          case "suffix" -> NameChange.suffix(normal(from), to);
          case "substring" -> NameChange.substring(normal(from), to);
          default -> pattern.map(found -> NameChange.regex(found, to)).orElse(null);
        };
    if (change == null) {
      return Optional.empty();
    }
    boolean suffix = match.equals("suffix");
    return Optional.of(
        question -> {
          String name = question.name().toString();
          Optional<String> changed = change.apply(name);
          if (changed.isEmpty()) {
            return Optional.empty();
          }
          List<Answer> all = new ArrayList<>();
          if (exact || auto.get()) {
            NameChange back =
                suffix
                    ? NameChange.suffix(to, normal(from))
                    : NameChange.domain(changed.get(), name);
            all.add(owner(back));
            all.add(value(back));
          }
          all.addAll(answers);
          return Optional.of(new Done(changed.get(), question.type(), all));
        });
  }

  /** In lower case with a dot at its end (plugin.Name.Normalize). */
  private static String normal(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower : lower + ".";
  }

  /** Reads {@code answer auto}, {@code answer name FROM TO} …; empty if it is none of these. */
  private static Optional<Boolean> answers(List<String> words, List<Answer> into) {
    boolean auto = false;
    int at = 0;
    while (at < words.size()) {
      at += words.get(at).equals("answer") ? 1 : 0;
      String kind = at < words.size() ? words.get(at) : "";
      if (kind.equals("auto")) {
        auto = true;
        at++;
        continue;
      }
      boolean known = (kind.equals("name") || kind.equals("value")) && at + 2 < words.size();
      Optional<BoundedPattern> pattern =
          known ? BoundedPattern.compile(words.get(at + 1)) : Optional.empty();
      if (pattern.isEmpty()) {
        return Optional.empty();
      }
      NameChange change = NameChange.regex(pattern.get(), normal(words.get(at + 2)));
      into.add(kind.equals("name") ? owner(change) : value(change));
      at += 3;
    }
    return Optional.of(auto);
  }

  private static Answer owner(NameChange change) {
    return record -> {
      Optional<DnsName> name = changed(change, record.name());
      return name.isEmpty() ? record : new DnsRecord(name.get(), record.ttl(), record.data());
    };
  }

  private static Answer value(NameChange change) {
    return record -> {
      DnsRecord.Data data = record.data();
      DnsRecord.Data now = data;
      if (data instanceof DnsRecord.Alias alias) {
        now =
            changed(change, alias.target()).<DnsRecord.Data>map(DnsRecord.Alias::new).orElse(data);
      } else if (data instanceof DnsRecord.Pointer pointer) {
        now =
            changed(change, pointer.target())
                .<DnsRecord.Data>map(DnsRecord.Pointer::new)
                .orElse(data);
      } else if (data instanceof DnsRecord.Location at) {
        DnsName target = changed(change, at.target()).orElse(at.target());
        now = new DnsRecord.Location(at.priority(), at.weight(), at.port(), target);
      }
      return new DnsRecord(record.name(), record.ttl(), now);
    };
  }

  private static Optional<DnsName> changed(NameChange change, DnsName name)
      throws BoundedPattern.TooExpensive {
    return change.apply(name.toString()).flatMap(DnsName::tryParse);
  }
}
