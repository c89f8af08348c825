package dev.podlane.console.nft.read;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.NatOptions;
import dev.podlane.net.filter.nft.NatTarget;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.List;

/** Reads address translation. */
final class NatParser {
  private final Tokens tokens;
  private final Family family;
  private final ExpressionParser expressions;
  private final ElementParser elements;
  private final RelationParser relations;

  NatParser(
      Tokens tokens,
      Family family,
      ExpressionParser expressions,
      ElementParser elements,
      RelationParser relations) {
    this.tokens = tokens;
    this.family = family;
    this.expressions = expressions;
    this.elements = elements;
    this.relations = relations;
  }

  Statement statement() {
    String word = tokens.take();
    return switch (word) {
      case "masquerade" -> {
        Span ports = tokens.takes("to") ? portsOnly() : null;
        yield new Statement.Masquerade(ports, options());
      }
      case "redirect" -> redirect();
      default -> nat(word.equals("snat"));
    };
  }

  private Span portsOnly() {
    tokens.expect(":");
    return elements.span(DataType.SERVICE, 16);
  }

  private Statement redirect() {
    NatTarget target = null;
    Span ports = null;
    if (tokens.takes("to")) {
      tokens.takes(":");
      if (expressions.begins()) {
        target = new NatTarget.Computed(mapped(List.of(DataType.SERVICE)));
      } else {
        ports = elements.span(DataType.SERVICE, 16);
      }
    }
    return new Statement.Redirect(target, ports, options());
  }

  private Expression mapped(List<DataType> value) {
    Expression key = expressions.whole();
    return tokens.takes("map")
        ? new Expression.MapValue(key, relations.map(key, value, false))
        : key;
  }

  private Statement nat(boolean source) {
    int begin = tokens.position();
    String word = tokens.is("ip") || tokens.is("ip6") ? tokens.take() : "";
    boolean withPort = tokens.takes("addr");
    if (withPort) {
      tokens.expect(".");
      tokens.expect("port");
    } else {
      tokens.takes("interval");
      tokens.takes("prefix");
    }
    tokens.takes("to");
    boolean v6 = family == Family.IP6 || word.equals("ip6");
    if (expressions.begins()) {
      return computed(source, word, withPort, v6);
    }
    if (tokens.is(":")) {
      return new Statement.Nat(source, word, null, portsOnly(), options());
    }
    if (family == Family.INET && word.isEmpty()) {
      v6 = tokens.is("[") || tokens.peek().contains(":");
    }
    Span addresses = addresses(v6);
    Span ports = tokens.takes(":") ? elements.span(DataType.SERVICE, 16) : null;
    if (family != Family.INET && family != Family.IP && family != Family.IP6) {
      throw tokens.errorSince(begin, "NAT is only supported for IPv4/IPv6");
    }
    return new Statement.Nat(
        source, shown(word, v6), new NatTarget.Addresses(addresses), ports, options());
  }

  /** In a table of one family the family goes without saying. */
  private String shown(String word, boolean v6) {
    if (family != Family.INET) {
      return "";
    }
    return word.isEmpty() ? v6 ? "ip6" : "ip" : word;
  }

  private Statement computed(boolean source, String word, boolean withPort, boolean v6) {
    DataType address = v6 ? DataType.IPV6 : DataType.IPV4;
    int begin = tokens.position();
    Expression key = expressions.whole();
    if (!tokens.takes("map")) {
      return new Statement.Nat(
          source, shown(word, v6), new NatTarget.Computed(key), null, options());
    }
    boolean concat = withPort || isConcat();
    List<DataType> value = concat ? List.of(address, DataType.SERVICE) : List.of(address);
    SetRef ref = relations.map(key, value, false);
    boolean isPair = relations.values(ref).size() > 1;
    if (relations.values(ref).isEmpty()) {
      throw tokens.errorSince(begin, "map has no data to translate to");
    }
    String family = isPair ? v6 ? "ip6" : "ip" : shown(word, v6);
    Span ports = tokens.takes(":") ? elements.span(DataType.SERVICE, 16) : null;
    Expression expression = new Expression.MapValue(key, ref);
    return new Statement.Nat(source, family, new NatTarget.Computed(expression), ports, options());
  }

  /** Returns true if the first value in the braces that follow has a port too. */
  private boolean isConcat() {
    int ahead = 0;
    boolean value = false;
    while (!tokens.isAhead(ahead, "}") && ahead < 64) {
      if (tokens.isAhead(ahead, ":")) {
        value = true;
      } else if (value && tokens.isAhead(ahead, ".")) {
        return true;
      } else if (value && tokens.isAhead(ahead, ",")) {
        return false;
      }
      ahead++;
    }
    return false;
  }

  private Span addresses(boolean v6) {
    Datum first = address(v6);
    if (tokens.takes("/")) {
      return Span.of(first, v6 ? 128 : 32, (int) tokens.number(v6 ? 128 : 32));
    }
    return tokens.takes("-") ? new Span(first, address(v6)) : Span.of(first);
  }

  private Datum address(boolean v6) {
    boolean brackets = tokens.takes("[");
    Ip ip = Ip.tryParse(tokens.peek()).orElseThrow(tokens::unexpected);
    if (ip.isV4() == v6) {
      throw tokens.error("conflicting protocols specified");
    }
    tokens.take();
    if (brackets) {
      tokens.expect("]");
    }
    return Datum.of(ip);
  }

  private NatOptions options() {
    boolean random = false;
    boolean fully = false;
    boolean persistent = false;
    while (true) {
      switch (tokens.peek()) {
        case "random" -> random = true;
        case "fully-random" -> fully = true;
        case "persistent" -> persistent = true;
        case "," -> {}
        default -> {
          return new NatOptions(random, fully, persistent);
        }
      }
      tokens.take();
    }
  }
}
