package dev.podlane.console.iptables;

import dev.podlane.console.iptables.match.MatchExtensions;
import dev.podlane.console.iptables.match.PortMatches;
import dev.podlane.console.iptables.option.Args;
import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.target.TargetExtensions;
import dev.podlane.net.filter.Effect;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The words of a rule, option by option. An option belongs to the extension loaded last that has
 * it; the protocol's extension is loaded by the first option that it alone has.
 */
public final class RuleParser {
  private final HeaderWords header = new HeaderWords();
  private final List<Part<List<Match>>> matches = new ArrayList<>();
  private final List<ExtensionOptions> loaded = new ArrayList<>();
  private @Nullable Part<Target> target;
  private @Nullable Target chain;
  private boolean isProtocolLoaded;

  /** An extension and the options a rule gives it. */
  private record Part<T>(Extension<T> extension, ExtensionOptions options) {
    T read(ProtocolWord protocol) {
      return extension.reader().apply(options, protocol);
    }
  }

  /**
   * Takes an option and its values.
   *
   * @param isChain tells whether the table has a chain of that name
   * @return true if the option exists
   */
  boolean take(String word, boolean inverted, Args args, Predicate<String> isChain) {
    String option = full(word);
    switch (option) {
      case "-m", "--match" -> match(MatchExtensions.named(args.value(option)));
      case "-j", "--jump" -> jump(args.value(option), isChain);
      case "-g", "--goto" -> {
        String name = args.value(option);
        once();
        chain = new Target.Goto(chain(name, isChain));
      }
      default -> {
        return header.take(option, inverted, args) || extension(option, inverted, args);
      }
    }
    return true;
  }

  /**
   * Returns the full name of an abbreviated option, either one of iptables itself or one of a
   * loaded extension.
   */
  private String full(String word) {
    return isSpeltOut(word) ? word : Abbreviations.full(word, known(Set.of())).orElse(word);
  }

  private boolean isSpeltOut(String word) {
    return !word.startsWith("--")
        || HeaderWords.longOptions().contains(word)
        || loaded.stream().anyMatch(each -> each.spellings().contains(word));
  }

  /** Every long option there is at this point, and more. */
  private Set<String> known(Set<String> more) {
    Set<String> all = new LinkedHashSet<>(HeaderWords.longOptions());
    loaded.forEach(each -> all.addAll(each.spellings()));
    all.addAll(more);
    return all;
  }

  private void match(Extension<List<Match>> extension) {
    ExtensionOptions options = new ExtensionOptions(extension);
    matches.add(new Part<>(extension, options));
    loaded.add(0, options);
  }

  private void once() {
    if (target != null || chain != null) {
      throw IptablesException.usage("multiple -j flags not allowed");
    }
  }

  private void jump(String name, Predicate<String> isChain) {
    once();
    Optional<Extension<Target>> extension = TargetExtensions.named(name);
    if (extension.isEmpty()) {
      chain = new Target.Jump(chain(name, isChain));
      return;
    }
    Part<Target> part = new Part<>(extension.get(), new ExtensionOptions(extension.get()));
    target = part;
    loaded.add(0, part.options());
  }

  private static String chain(String name, Predicate<String> isChain) {
    if (!isChain.test(name)) {
      throw IptablesException.usage("Chain '" + name + "' does not exist");
    }
    return name;
  }

  private boolean extension(String option, boolean inverted, Args args) {
    for (ExtensionOptions each : loaded) {
      if (each.take(option, inverted, args)) {
        return true;
      }
    }
    ProtocolWord protocol = header.protocol();
    Optional<Extension<List<Match>>> own =
        protocol.inverted() || isProtocolLoaded
            ? Optional.empty()
            : MatchExtensions.ofProtocol(protocol.number());
    Optional<String> full =
        own.flatMap(each -> Abbreviations.full(option, known(each.spellings())))
            .filter(word -> own.filter(each -> each.spellings().contains(word)).isPresent());
    if (full.isEmpty()) {
      return false;
    }
    isProtocolLoaded = true;
    match(own.get());
    return loaded.get(0).take(full.get(), inverted, args);
  }

  /** The rules the words stand for, for a chain. */
  List<Rule> rules(String toChain) {
    header.check(toChain);
    ProtocolWord protocol = header.protocol();
    List<Match> conditions = new ArrayList<>();
    matches.forEach(part -> PortMatches.join(conditions, part.read(protocol)));
    Target does = target == null ? chain : target.read(protocol);
    List<Rule> rules = new ArrayList<>();
    for (List<Match> first : header.matches()) {
      List<Match> all = new ArrayList<>(first);
      all.addAll(conditions);
      rules.add(new Rule(all, does));
    }
    return rules;
  }

  /** Names of the sets that a rule asks or changes. */
  public static List<String> sets(Rule rule) {
    List<String> names = new ArrayList<>();
    for (Match match : rule.matches()) {
      if (match instanceof OtherMatch.InSet set) {
        names.add(set.name());
      }
    }
    if (rule.target() instanceof Target.Extension extension
        && extension.effect() instanceof Effect.ChangeSet changes) {
      changes.all().forEach(each -> names.add(each.set()));
    }
    return names;
  }
}
