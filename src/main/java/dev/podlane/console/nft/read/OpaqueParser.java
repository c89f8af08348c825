package dev.podlane.console.nft.read;

import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Expression;
import java.util.List;
import java.util.Set;

/** Reads expressions that the model does not know, up to the value they are compared with. */
final class OpaqueParser {
  /** Words with which such an expression begins. */
  static final Set<String> WORDS =
      Set.of("jhash", "symhash", "socket", "osf", "rt", "ipsec", "exthdr", "tunnel", "frag", "rt0");

  private final Tokens tokens;
  private final Runnable expression;

  /**
   * A reader at such a word.
   *
   * @param expression reads an expression inside
   */
  OpaqueParser(Tokens tokens, Runnable expression) {
    this.tokens = tokens;
    this.expression = expression;
  }

  Expression read(int begin) {
    String word = tokens.take();
    switch (word) {
      case "jhash" -> {
        expression.run();
        hash();
      }
      case "symhash" -> hash();
      case "socket" -> {
        tokens.word();
        if (tokens.takes("level")) {
          tokens.number(255);
        }
      }
      case "osf" -> {
        if (tokens.takes("ttl")) {
          tokens.word();
        }
        tokens.word();
      }
      case "rt" -> {
        if (tokens.is("ip") || tokens.is("ip6")) {
          tokens.take();
        }
        tokens.word();
      }
      case "ipsec" -> {
        while (List.of("in", "out", "ip", "ip6", "spnum").contains(tokens.peek())) {
          tokens.take();
        }
        tokens.word();
      }
      default -> tokens.word();
    }
    return new Expression.Opaque(tokens.since(begin), DataType.INTEGER, 32);
  }

  private void hash() {
    tokens.expect("mod");
    tokens.number(0xffff_ffffL);
    if (tokens.takes("seed")) {
      tokens.word();
    }
    if (tokens.takes("offset")) {
      tokens.number(0xffff_ffffL);
    }
  }
}
