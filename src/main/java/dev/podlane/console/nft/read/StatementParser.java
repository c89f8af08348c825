package dev.podlane.console.nft.read;

import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads statements by the word they begin with. */
final class StatementParser {
  private static final List<String> UNITS = List.of("second", "minute", "hour", "day", "week");

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final ElementParser elements;
  private final RelationParser relations;
  private final NatParser nat;
  private final RejectParser rejects;
  private final Function<String, @Nullable NamedSet> sets;

  StatementParser(Tokens tokens, Family family, Function<String, @Nullable NamedSet> sets) {
    this.tokens = tokens;
    this.sets = sets;
    this.expressions = new ExpressionParser(tokens);
    this.elements = new ElementParser(tokens);
    this.relations = new RelationParser(tokens, expressions, elements, sets);
    this.nat = new NatParser(tokens, family, expressions, elements, relations);
    this.rejects = new RejectParser(tokens, family);
  }

  Statement statement() {
    int begin = tokens.position();
    return switch (tokens.peek()) {
      case "accept", "drop", "return", "continue", "jump", "goto" ->
          new Statement.Verdict(elements.decision());
      case "counter" -> counter();
      case "limit" -> limit();
      case "quota" -> quota(begin);
      case "log" -> log();
      case "notrack" -> {
        tokens.take();
        yield new Statement.NoTrack();
      }
      case "reject" -> rejects.reject();
      case "snat", "dnat", "masquerade", "redirect" -> nat.statement();
      case "queue" -> queue();
      case "add", "update", "delete" -> learn();
      case "tproxy", "synproxy", "dup", "fwd", "flow" -> rest(begin);
      case "xt" -> rest(begin);
      default -> other(begin);
    };
  }

  /** A statement the model does not know, up to the end of the rule. */
  private Statement rest(int begin) {
    while (!tokens.isSeparator() && !tokens.is("}") && !tokens.is("comment")) {
      if (tokens.is("{")) {
        tokens.take();
        while (!tokens.takes("}")) {
          tokens.take();
        }
      } else {
        tokens.take();
      }
    }
    return new Statement.Opaque(tokens.since(begin), false);
  }

  private Statement other(int begin) {
    if (tokens.is("ct") && tokens.isAhead(1, "count")) {
      tokens.take();
      tokens.take();
      tokens.takes("over");
      tokens.number(0xffff_ffffL);
      return new Statement.Opaque(tokens.since(begin), false);
    }
    if (tokens.is("ct") && tokens.isAhead(2, "set") && !tokens.isAhead(1, "mark")) {
      boolean named = List.of("helper", "timeout", "expectation").contains(tokens.peek(1));
      if (named) {
        tokens.take();
        tokens.take();
        tokens.take();
        tokens.word();
        return new Statement.Opaque(tokens.since(begin), false);
      }
    }
    if (!expressions.begins()) {
      throw tokens.unexpected();
    }
    Expression left = expressions.whole();
    if (tokens.takes("vmap")) {
      return new Statement.VerdictMap(left, relations.map(left, List.of(), true));
    }
    if (tokens.takes("set")) {
      return assignment(begin, left);
    }
    return relations.relation(left);
  }

  private Statement assignment(int begin, Expression left) {
    if (left instanceof Expression.Meta meta) {
      return new Statement.SetMeta(meta.key(), relations.value(left));
    }
    if (left instanceof Expression.Ct ct) {
      return new Statement.SetCt(ct.key(), relations.value(left));
    }
    if (left instanceof Expression.Field field) {
      return new Statement.SetField(field.field(), relations.value(left));
    }
    while (!tokens.isSeparator() && !tokens.is("}") && !tokens.is("comment")) {
      tokens.take();
    }
    return TcpOptions.assignment(tokens.since(begin));
  }

  private Statement counter() {
    if (tokens.isAhead(1, "name")) {
      return object("counter");
    }
    return elements.counter();
  }

  private Statement object(String kind) {
    tokens.take();
    tokens.take();
    if (tokens.isString() || !expressions.begins()) {
      return new Statement.ObjectRef(kind, "\"" + tokens.word() + "\"");
    }
    int begin = tokens.position();
    expressions.whole();
    tokens.expect("map");
    while (!tokens.isSeparator() && !tokens.is("}")) {
      tokens.take();
    }
    return new Statement.ObjectRef(kind, tokens.since(begin));
  }

  private Statement quota(int begin) {
    if (tokens.isAhead(1, "name")) {
      return object("quota");
    }
    tokens.take();
    if (tokens.is("over") || tokens.is("until")) {
      tokens.take();
    }
    tokens.number(Long.MAX_VALUE);
    tokens.word();
    if (tokens.takes("used")) {
      tokens.number(Long.MAX_VALUE);
      tokens.word();
    }
    return new Statement.Opaque(tokens.since(begin), false);
  }

  /** {@code limit rate}; also within the braces of a set. */
  private Statement limit() {
    if (tokens.isAhead(1, "name")) {
      return object("limit");
    }
    tokens.take();
    tokens.expect("rate");
    boolean over = tokens.takes("over");
    if (!over) {
      tokens.takes("until");
    }
    long rate = tokens.number(Integer.MAX_VALUE);
    boolean bytes = tokens.peek().contains("bytes");
    String unit;
    if (bytes) { // the scanner takes "kbytes/second" for one word
      int slash = tokens.peek().indexOf('/');
      NftException wrong = tokens.unexpected();
      String word = tokens.take();
      unit = slash < 0 ? "" : word.substring(slash + 1);
      if (!UNITS.contains(unit)) {
        throw wrong;
      }
      rate *= factor(word.substring(0, slash));
    } else {
      tokens.expect("/");
      if (!UNITS.contains(tokens.peek())) {
        throw tokens.unexpected();
      }
      unit = tokens.take();
    }
    long burst = bytes ? 0 : 5;
    if (tokens.takes("burst")) {
      burst = tokens.number(Integer.MAX_VALUE);
      String word = tokens.take();
      burst *= bytes ? factor(word) : 1;
    }
    return new Statement.Limit(over, rate, unit, burst, bytes);
  }

  private static long factor(String unit) {
    return switch (unit) {
      case "kbytes" -> 1024;
      case "mbytes" -> 1024 * 1024;
      default -> 1;
    };
  }

  private Statement log() {
    tokens.take();
    List<String> options = new ArrayList<>();
    while (true) {
      switch (tokens.peek()) {
        case "prefix" -> {
          tokens.take();
          options.add("prefix \"" + tokens.word() + "\"");
        }
        case "level" -> {
          tokens.take();
          String level = tokens.word();
          if (!level.equals("warn")) {
            options.add("level " + level);
          }
        }
        case "group", "snaplen", "queue-threshold" -> {
          String word = tokens.take();
          options.add(word + " " + tokens.number(0xffff_ffffL));
        }
        case "flags" -> {
          tokens.take();
          int begin = tokens.position();
          tokens.word();
          while (tokens.takes(",") || tokens.is("sequence") || tokens.is("options")) {
            tokens.word();
          }
          options.add("flags " + tokens.since(begin));
        }
        default -> {
          return new Statement.Log(String.join(" ", options));
        }
      }
    }
  }

  private Statement queue() {
    tokens.take();
    List<String> flags = new ArrayList<>();
    int first = 0;
    int last = 0;
    while (true) {
      switch (tokens.peek()) {
        case "num", "to" -> {
          tokens.take();
          first = (int) tokens.number(65_535);
          last = tokens.takes("-") ? (int) tokens.number(65_535) : first;
        }
        case "flags", "," -> tokens.take();
        case "bypass", "fanout" -> flags.add(tokens.take());
        default -> {
          return new Statement.Queue(first, last, flags.stream().sorted().toList());
        }
      }
    }
  }

  private Statement learn() {
    String verb = tokens.take();
    tokens.expect("@");
    int at = tokens.position();
    String name = tokens.word();
    NamedSet set = sets.apply(name);
    if (set == null) {
      throw tokens.errorSince(at, "No such file or directory");
    }
    tokens.expect("{");
    Expression key = expressions.whole();
    long timeout = 0;
    List<Statement> statements = new ArrayList<>();
    Expression value = null;
    while (!tokens.takes("}")) {
      switch (tokens.peek()) {
        case "timeout" -> {
          tokens.take();
          timeout = elements.millis();
        }
        case ":" -> {
          tokens.take();
          value = relations.mapped(set);
        }
        case "limit" -> statements.add(limit());
        case "counter" -> statements.add(elements.counter());
        default -> {
          int begin = tokens.position();
          statements.add(other(begin));
        }
      }
    }
    return new Statement.Learn(verb, name, key, value, timeout, statements);
  }
}
