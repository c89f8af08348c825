package dev.podlane.console.nft.read;

import dev.podlane.console.nft.change.ChainChange;
import dev.podlane.console.nft.change.RulesetChange;
import dev.podlane.console.nft.change.TableChange;
import dev.podlane.console.nft.text.Priorities;
import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.TableObject;
import dev.podlane.net.filter.nft.NamedSet;
import java.util.ArrayList;
import java.util.List;

/** Reads tables and chains with what stands between their braces. */
public final class BlockParser {
  private static final List<String> OBJECTS =
      List.of("counter", "quota", "limit", "flowtable", "ct", "secmark", "synproxy");

  private final Tokens tokens;
  private final RulesetChange change;

  /** Rules that are read once the sets and chains of their table are known. */
  private record Later(ChainChange chain, int position) {}

  /** Of an input, changing these tables. */
  public BlockParser(Tokens tokens, RulesetChange change) {
    this.tokens = tokens;
    this.change = change;
  }

  /** A table, at its brace if it has one. */
  public void table(TableName name) {
    TableChange table = change.make(name);
    if (!tokens.takes("{")) {
      return;
    }
    List<Later> later = new ArrayList<>();
    tokens.skipSeparators();
    while (!tokens.takes("}")) {
      part(table, later);
      tokens.separator();
      tokens.skipSeparators();
    }
    int end = tokens.position();
    RuleParser rules = new RuleParser(tokens, name.family(), table.sets()::get);
    for (Later each : later) {
      tokens.back(each.position());
      each.chain().changing().add(rules.rule());
    }
    tokens.back(end);
  }

  private void part(TableChange table, List<Later> later) {
    String word = tokens.peek();
    switch (word) {
      case "comment" -> {
        tokens.take();
        table.comment(tokens.word());
      }
      case "flags" -> {
        tokens.take();
        List<String> flags = new ArrayList<>(List.of(tokens.word()));
        while (tokens.takes(",")) {
          flags.add(tokens.word());
        }
        table.flags(flags);
      }
      case "chain" -> {
        tokens.take();
        ChainChange chain = table.chain(tokens.word());
        if (tokens.takes("{")) {
          chain(table.name().family(), chain, later);
        }
      }
      case "set", "map" -> {
        tokens.take();
        set(table, tokens.word(), word.equals("map"));
      }
      default -> {
        if (!OBJECTS.contains(word)) {
          throw tokens.unexpected();
        }
        object(table);
      }
    }
  }

  /** A set or map with its declaration. */
  public void set(TableChange table, String name, boolean isMap) {
    NamedSet known = table.sets().get(name);
    NamedSet now = new SetParser(tokens).set(name, isMap);
    table
        .sets()
        .put(
            name,
            known == null
                ? now
                : SetParser.added(known, now.elements(), tokens, tokens.position() - 1));
  }

  /** An object, kept as it is written. */
  public void object(TableChange table) {
    String kind = tokens.take();
    if (kind.equals("ct")) {
      kind = kind + " " + tokens.word();
    }
    String name = tokens.word();
    StringBuilder text = new StringBuilder();
    if (tokens.takes("{")) {
      tokens.skipSeparators();
      while (!tokens.takes("}")) {
        int begin = tokens.position();
        while (!tokens.isSeparator() && !tokens.is("}")) {
          if (tokens.takes("{")) {
            while (!tokens.takes("}")) {
              tokens.take();
            }
          } else {
            tokens.take();
          }
        }
        text.append(tokens.since(begin)).append('\n');
        tokens.skipSeparators();
      }
    } else {
      int begin = tokens.position();
      while (!tokens.isSeparator() && !tokens.is("}")) {
        tokens.take();
      }
      text.append(tokens.since(begin)).append('\n');
    }
    boolean isEmptyCounter = kind.equals("counter") && text.toString().isBlank();
    String said = isEmptyCounter ? "packets 0 bytes 0" : text.toString().stripTrailing();
    TableObject object = new TableObject(kind, name, said);
    table
        .objects()
        .removeIf(each -> each.kind().equals(object.kind()) && each.name().equals(object.name()));
    table.objects().add(object);
  }

  private void chain(Family family, ChainChange chain, List<Later> later) {
    tokens.skipSeparators();
    while (!tokens.takes("}")) {
      if (!attribute(family, chain)) {
        later.add(new Later(chain, tokens.position()));
        skipRule();
      }
      tokens.separator();
      tokens.skipSeparators();
    }
  }

  /** The declaration of a chain between braces, without rules. */
  public void declaration(Family family, ChainChange chain) {
    if (!tokens.takes("{")) {
      return;
    }
    tokens.skipSeparators();
    while (!tokens.takes("}")) {
      if (!attribute(family, chain)) {
        throw tokens.unexpected();
      }
      tokens.separator();
      tokens.skipSeparators();
    }
  }

  private boolean attribute(Family family, ChainChange chain) {
    switch (tokens.peek()) {
      case "type" -> hook(family, chain);
      case "comment" -> {
        tokens.take();
        chain.comment(tokens.word());
      }
      case "policy" -> {
        tokens.take();
        policy(chain);
      }
      case "flags", "devices" -> throw tokens.unexpected();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void policy(ChainChange chain) {
    int at = tokens.position();
    String word = tokens.word();
    BaseChain base = chain.base();
    if (!word.equals("accept") && !word.equals("drop")) {
      throw tokens.errorSince(at, "syntax error, unexpected " + word);
    }
    if (base == null) {
      throw tokens.errorSince(at, "Could not process rule: Operation not supported");
    }
    chain.hang(base.touched(word.equals("drop") ? Chain.Policy.DROP : Chain.Policy.ACCEPT));
  }

  private void hook(Family family, ChainChange chain) {
    tokens.take();
    int at = tokens.position();
    String word = tokens.word();
    BaseChain.Type type =
        BaseChain.Type.of(word).orElseThrow(() -> tokens.errorSince(at, "unknown chain type"));
    tokens.expect("hook");
    int where = tokens.position();
    Hook hook =
        Hook.of(tokens.word()).orElseThrow(() -> tokens.errorSince(where, "unknown chain hook"));
    List<String> devices = devices();
    tokens.expect("priority");
    int priority = priority(family, hook);
    if (!fits(family, type, hook)) {
      throw tokens.errorSince(at, "Could not process rule: Operation not supported");
    }
    BaseChain known = chain.base();
    int serial = known == null ? 0 : known.serial();
    BaseChain base = new BaseChain(type, hook, priority, Chain.Policy.ACCEPT, devices, serial);
    if (known != null && serial > 0 && !known.with(Chain.Policy.ACCEPT).equals(base)) {
      throw tokens.errorSince(at, "Could not process rule: File exists");
    }
    chain.hang(known == null ? base : base.touched(known.policy()));
  }

  private static boolean fits(Family family, BaseChain.Type type, Hook hook) {
    boolean ofDevice = hook == Hook.INGRESS || hook == Hook.EGRESS;
    boolean hookFits =
        switch (family) {
          case NETDEV -> ofDevice;
          case ARP -> hook == Hook.INPUT || hook == Hook.OUTPUT;
          case INET -> hook != Hook.EGRESS;
          case IP, IP6, BRIDGE -> !ofDevice;
        };
    boolean typeFits =
        switch (type) {
          case FILTER -> true;
          case NAT -> family.seesIp() && hook != Hook.FORWARD;
          case ROUTE -> family.seesIp() && hook == Hook.OUTPUT;
        };
    return hookFits && typeFits;
  }

  private List<String> devices() {
    List<String> names = new ArrayList<>();
    if (tokens.takes("device")) {
      names.add(tokens.word());
    } else if (tokens.takes("devices")) {
      tokens.expect("=");
      tokens.expect("{");
      while (!tokens.takes("}")) {
        names.add(tokens.word());
        tokens.takes(",");
      }
    }
    return names;
  }

  private int priority(Family family, Hook hook) {
    int at = tokens.position();
    int sign = tokens.takes("-") ? -1 : 1;
    String word = tokens.word();
    if (Character.isDigit(word.charAt(0))) {
      tokens.back(tokens.position() - 1);
      return sign * (int) tokens.number(Integer.MAX_VALUE);
    }
    int named =
        Priorities.number(family, hook, word)
            .orElseThrow(
                () -> tokens.errorSince(at, "invalid priority expression value in this context."));
    if (tokens.takes("+")) {
      return named + (int) tokens.number(Integer.MAX_VALUE / 2);
    }
    return tokens.takes("-") ? named - (int) tokens.number(Integer.MAX_VALUE / 2) : named;
  }

  private void skipRule() {
    int depth = 0;
    while (depth > 0 || (!tokens.isSeparator() && !tokens.is("}"))) {
      if (tokens.is("{")) {
        depth++;
      } else if (tokens.is("}")) {
        depth--;
      }
      tokens.take();
    }
  }
}
