package dev.podlane.console.nft.read;

import dev.podlane.console.nft.text.ExpressionTypes;
import dev.podlane.console.nft.value.ValueReader;
import dev.podlane.net.filter.nft.BitOperator;
import dev.podlane.net.filter.nft.CtKey;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.FibResult;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.MetaKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the expressions of which rules compare the values. */
final class ExpressionParser {
  private static final Map<String, List<HeaderField>> HEADERS = new HashMap<>();
  private static final Map<HeaderField, Expression.Field> FIELDS = new EnumMap<>(HeaderField.class);
  private static final Map<String, MetaKey> META = new HashMap<>();
  private static final Map<String, CtKey> CT = new HashMap<>();
  private static final Set<String> UNQUALIFIED =
      Set.of(
          ("mark iif iifname iiftype oif oifname oiftype skuid skgid nftrace"
                  + " rtclassid ibrname obrname pkttype cpu iifgroup oifgroup cgroup ipsec")
              .split(" ", -1));

  private static final Set<String> OTHERS = Set.of("meta", "ct", "fib", "numgen", "@", "(");

  static {
    for (HeaderField field : HeaderField.values()) {
      FIELDS.put(field, new Expression.Field(field));
      HEADERS.computeIfAbsent(field.header(), any -> new ArrayList<>()).add(field);
    }
    for (MetaKey key : MetaKey.values()) {
      META.put(key.text(), key);
    }
    for (CtKey key : CtKey.values()) {
      CT.put(key.text(), key);
    }
  }

  private final Tokens tokens;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** An expression, of several parts if dots stand between them. */
  Expression whole() {
    Expression first = part();
    if (!tokens.is(".")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (tokens.takes(".")) {
      parts.add(part());
    }
    return new Expression.Concat(parts);
  }

  /** Returns true if an expression begins here. */
  boolean begins() {
    String word = tokens.peek();
    return HEADERS.containsKey(word)
        || UNQUALIFIED.contains(word)
        || OpaqueParser.WORDS.contains(word)
        || OTHERS.contains(word);
  }

  private Expression part() {
    Expression left = primary();
    while (true) {
      BitOperator operator = operator();
      if (operator == null) {
        return left;
      }
      left = combined(left, operator, constant(left));
    }
  }

  /**
   * The operand of an or of bits that an and cleared: as the kernel keeps it, the mask has them.
   */
  private static Expression combined(Expression left, BitOperator operator, Datum right) {
    if (operator == BitOperator.OR
        && left instanceof Expression.Binary before
        && before.operator() == BitOperator.AND) {
      Expression masked =
          new Expression.Binary(BitOperator.AND, before.left(), before.right().or(right));
      return new Expression.Binary(operator, masked, right);
    }
    return new Expression.Binary(operator, left, right);
  }

  private @Nullable BitOperator operator() {
    String word = tokens.peek();
    BitOperator operator =
        switch (word) {
          case "&", "and" -> BitOperator.AND;
          case "|", "or" -> BitOperator.OR;
          case "^", "xor" -> BitOperator.XOR;
          case "<<", "lshift" -> BitOperator.LEFT;
          case ">>", "rshift" -> BitOperator.RIGHT;
          default -> null;
        };
    if (operator != null && !tokens.isString()) {
      tokens.take();
      return operator;
    }
    return null;
  }

  private Datum constant(Expression left) {
    if (tokens.takes("(")) {
      Datum value = value(left);
      while (tokens.takes("|")) {
        value = value.or(value(left));
      }
      tokens.expect(")");
      return value;
    }
    Datum value = value(left);
    while (isFlags(left) && tokens.takes("|")) {
      value = value.or(value(left));
    }
    return value;
  }

  private static boolean isFlags(Expression left) {
    return ExpressionTypes.parts(left).get(0).type().hasFlags();
  }

  private Datum value(Expression left) {
    ExpressionTypes.Part part = ExpressionTypes.parts(left).get(0);
    String word = tokens.peek();
    Datum value =
        ValueReader.read(part.type(), part.bits(), word)
            .or(() -> ValueReader.number(word))
            .orElseThrow(tokens::unexpected);
    tokens.take();
    return value;
  }

  private Expression primary() {
    int begin = tokens.position();
    if (tokens.takes("(")) {
      Expression inner = whole();
      tokens.expect(")");
      return inner;
    }
    if (tokens.is("@")) {
      return raw(begin);
    }
    String word = tokens.peek();
    if (HEADERS.containsKey(word)) {
      return header(begin);
    }
    if (UNQUALIFIED.contains(word)) {
      tokens.take();
      return new Expression.Meta(META.getOrDefault(word, MetaKey.MARK));
    }
    return switch (word) {
      case "meta" -> meta();
      case "ct" -> ct();
      case "fib" -> fib();
      case "numgen" -> numgen();
      default -> {
        if (OpaqueParser.WORDS.contains(word)) {
          yield new OpaqueParser(tokens, this::whole).read(begin);
        }
        throw tokens.unexpected();
      }
    };
  }

  private Expression header(int begin) {
    String header = tokens.take();
    if (tokens.is("option")) {
      return option(begin);
    }
    for (HeaderField field : HEADERS.getOrDefault(header, List.of())) {
      String name = field.field();
      int space = name.indexOf(' ');
      boolean both =
          space >= 0
              && tokens.is(name.substring(0, space))
              && tokens.isAhead(1, name.substring(space + 1));
      if (both) {
        tokens.take();
      }
      if (both || tokens.is(name)) {
        tokens.take();
        return FIELDS.getOrDefault(field, new Expression.Field(field));
      }
    }
    throw tokens.unexpected();
  }

  /** {@code tcp option maxseg size}: which the model does not keep. */
  private Expression option(int begin) {
    tokens.take();
    tokens.word();
    if (List.of("size", "kind", "length", "count", "tsval", "tsecr").contains(tokens.peek())) {
      tokens.take();
    }
    return new Expression.Opaque(tokens.since(begin), DataType.INTEGER, 16);
  }

  /** {@code @th,16,16}: bits of a header, which the model does not keep. */
  private Expression raw(int begin) {
    tokens.take();
    tokens.word();
    tokens.expect(",");
    tokens.number(65_535);
    tokens.expect(",");
    int bits = (int) tokens.number(Datum.WIDEST);
    return new Expression.Opaque(tokens.since(begin), DataType.INTEGER, bits);
  }

  private Expression meta() {
    tokens.take();
    MetaKey key = META.get(tokens.peek());
    if (key == null) {
      throw tokens.unexpected();
    }
    tokens.take();
    return new Expression.Meta(key);
  }

  private Expression ct() {
    tokens.take();
    String direction = tokens.is("original") || tokens.is("reply") ? tokens.take() : "";
    String two = tokens.peek() + " " + tokens.peek(1);
    CtKey key = CT.get(two);
    if (key != null) {
      tokens.take();
    } else {
      key = CT.get(tokens.peek());
    }
    if (key == null) {
      throw tokens.unexpected();
    }
    tokens.take();
    return new Expression.Ct(key, direction);
  }

  private Expression fib() {
    tokens.take();
    List<String> keys = new ArrayList<>();
    do {
      if (!List.of("saddr", "daddr", "mark", "iif", "oif").contains(tokens.peek())) {
        throw tokens.unexpected();
      }
      keys.add(tokens.take());
    } while (tokens.takes("."));
    FibResult result =
        switch (tokens.peek()) {
          case "type" -> FibResult.TYPE;
          case "oif" -> FibResult.DEVICE;
          case "oifname" -> FibResult.DEVICE_NAME;
          case "check" -> FibResult.CHECK;
          default -> throw tokens.unexpected();
        };
    tokens.take();
    boolean isAsked =
        tokens.is("missing")
            || tokens.is("exists")
            || tokens.isAhead(1, "missing")
            || tokens.isAhead(1, "exists");
    return new Expression.Fib(keys, isAsked && result != FibResult.TYPE ? FibResult.CHECK : result);
  }

  private Expression numgen() {
    tokens.take();
    boolean random = tokens.takes("random");
    if (!random) {
      tokens.expect("inc");
    }
    tokens.expect("mod");
    int at = tokens.position();
    long modulus = tokens.number(0xffff_ffffL);
    if (modulus == 0) {
      throw tokens.errorSince(at, "modulus must be greater than zero");
    }
    long offset = tokens.takes("offset") ? tokens.number(0xffff_ffffL) : 0;
    return new Expression.NumGen(random, modulus, offset);
  }
}
