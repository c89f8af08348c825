package dev.podlane.console.nft.read;

import dev.podlane.console.nft.text.ExpressionTypes;
import dev.podlane.net.filter.nft.BitOperator;
import dev.podlane.net.filter.nft.Comparison;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Merging;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind an expression: a comparison, a map, or a value to be set. */
final class RelationParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final ElementParser elements;
  private final Function<String, @Nullable NamedSet> sets;

  RelationParser(
      Tokens tokens,
      ExpressionParser expressions,
      ElementParser elements,
      Function<String, @Nullable NamedSet> sets) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.elements = elements;
    this.sets = sets;
  }

  Statement relation(Expression left) {
    Comparison comparison = comparison();
    List<ExpressionTypes.Part> parts = ExpressionTypes.parts(left);
    Operand right = operand(left, parts);
    if (left instanceof Expression.Binary any
        && any.operator() == BitOperator.AND
        && parts.get(0).type().hasFlags()
        && comparison == Comparison.UNEQUAL
        && right instanceof Operand.Values none
        && none.span().isOne()
        && none.span().first().isZero()) {
      return new Statement.Relation(
          any.left(), Comparison.IMPLICIT, new Operand.Flags(List.of(any.right())));
    }
    boolean isMask =
        left instanceof Expression.Binary binary
            && parts.get(0).type() == DataType.TCP_FLAG
            && (right instanceof Operand.Values || right instanceof Operand.Flags)
            && binary.operator() == BitOperator.AND;
    if (isMask && left instanceof Expression.Binary binary) {
      Datum wanted =
          right instanceof Operand.Flags flags
              ? flags.mask()
              : ((Operand.Values) right).span().first();
      Operand.Masked masked = new Operand.Masked(wanted, binary.right());
      return new Statement.Relation(binary.left(), written(comparison), masked);
    }
    if (left instanceof Expression.Binary binary
        && binary.operator() == BitOperator.AND
        && isAddress(parts.get(0).type())
        && right instanceof Operand.Values one
        && one.span().isOne()) {
      int length = maskLength(binary.right(), parts.get(0).bits());
      if (length >= 0) {
        Span span = Span.of(one.span().first(), parts.get(0).bits(), length);
        return new Statement.Relation(
            binary.left(), written(comparison), new Operand.Values(span, length));
      }
    }
    boolean needsSign = left instanceof Expression.Binary && comparison == Comparison.IMPLICIT;
    Comparison shown = needsSign ? Comparison.EQUAL : comparison;
    boolean drops = shown == Comparison.EQUAL && !(left instanceof Expression.Binary);
    boolean flags = parts.get(0).type().hasFlags();
    return new Statement.Relation(left, drops && !flags ? Comparison.IMPLICIT : shown, right);
  }

  /** The number of leading bits of a mask that has no others; else -1. */
  private static int maskLength(Datum mask, int width) {
    for (int length = 0; length <= width; length++) {
      if (Datum.mask(width, length).equals(mask)) {
        return length;
      }
    }
    return -1;
  }

  private static Comparison written(Comparison comparison) {
    return comparison == Comparison.EQUAL ? Comparison.IMPLICIT : comparison;
  }

  private Comparison comparison() {
    Comparison found =
        switch (tokens.peek()) {
          case "==", "eq" -> Comparison.EQUAL;
          case "!=", "ne" -> Comparison.UNEQUAL;
          case "<", "lt" -> Comparison.LESS;
          case "<=", "le" -> Comparison.AT_MOST;
          case ">", "gt" -> Comparison.GREATER;
          case ">=", "ge" -> Comparison.AT_LEAST;
          default -> Comparison.IMPLICIT;
        };
    if (found != Comparison.IMPLICIT) {
      tokens.take();
    }
    return found;
  }

  private Operand operand(Expression left, List<ExpressionTypes.Part> parts) {
    if (tokens.is("{")) {
      NamedSet set = anonymous(left, List.of(), false);
      Operand only = only(set, elements.lastCount());
      return only == null ? new Operand.In(new SetRef.Anonymous(set)) : only;
    }
    if (tokens.is("@") && !tokens.isAhead(2, ",")) {
      return new Operand.In(named());
    }
    if (!tokens.isString() && expressions.begins() && !isSymbol(parts) && !isFlagList(parts)) {
      return new Operand.Other(expressions.whole());
    }
    if (parts.size() > 1) {
      List<Datum> values = new ArrayList<>();
      for (Span span : key(parts)) {
        values.add(span.first());
      }
      return new Operand.Concat(values);
    }
    DataType type = parts.get(0).type();
    int bits = parts.get(0).bits();
    return type.hasFlags() ? flags(type, bits) : single(type, bits);
  }

  /** Words such as {@code ip} are values of some types. */
  private boolean isSymbol(List<ExpressionTypes.Part> parts) {
    DataType type = parts.get(0).type();
    return type == DataType.ETHER_TYPE || type == DataType.PROTOCOL;
  }

  private boolean isFlagList(List<ExpressionTypes.Part> parts) {
    return parts.get(0).type().hasFlags() && tokens.is("(");
  }

  private Operand single(DataType type, int bits) {
    int begin = tokens.position();
    Span span = elements.span(type, bits);
    String text = tokens.since(begin);
    int slash = text.indexOf('/');
    if (slash >= 0 && !span.isOne()) {
      return new Operand.Values(span, span.prefix(bits));
    }
    boolean wild = text.endsWith("*") && !span.isOne();
    return new Operand.Values(span, wild ? span.prefix(bits) : -1);
  }

  private Operand flags(DataType type, int bits) {
    boolean inside = tokens.takes("(");
    List<Datum> all = new ArrayList<>(List.of(elements.value(type, bits)));
    while (tokens.is(",") || tokens.is("|")) {
      tokens.take();
      all.add(elements.value(type, bits));
    }
    if (inside) {
      tokens.expect(")");
    }
    if (tokens.takes("/")) {
      Datum mask = elements.value(type, bits);
      while (tokens.is(",") || tokens.is("|")) {
        tokens.take();
        mask = mask.or(elements.value(type, bits));
      }
      return new Operand.Masked(all.stream().reduce(Datum.of(0), Datum::or), mask);
    }
    return all.size() == 1 ? new Operand.Values(Span.of(all.get(0)), -1) : new Operand.Flags(all);
  }

  private List<Span> key(List<ExpressionTypes.Part> parts) {
    return elements.key(
        parts.stream().map(ExpressionTypes.Part::type).toList(),
        parts.stream().map(ExpressionTypes.Part::bits).toList());
  }

  private SetRef named() {
    tokens.expect("@");
    int at = tokens.position();
    String name = tokens.word();
    if (sets.apply(name) == null) {
      throw tokens.errorSince(at, "No such file or directory");
    }
    return new SetRef.Named(name);
  }

  /** A set of one element is no set (expr_evaluate_set). */
  private static @Nullable Operand only(NamedSet set, int written) {
    if (set.elements().size() != 1 || set.elements().get(0).isCatchAll() || written > 1) {
      return null;
    }
    List<Span> key = set.elements().get(0).key();
    if (key.size() == 1) {
      int prefix = key.get(0).prefix(set.shape().bits().get(0));
      boolean whole = key.get(0).isOne() || prefix < 0 || !isAddress(set.shape().key().get(0));
      return new Operand.Values(key.get(0), whole ? -1 : prefix);
    }
    return null;
  }

  private static boolean isAddress(DataType type) {
    return type == DataType.IPV4 || type == DataType.IPV6 || type == DataType.DEVICE_NAME;
  }

  private NamedSet anonymous(Expression left, List<DataType> value, boolean verdicts) {
    List<ExpressionTypes.Part> parts = ExpressionTypes.parts(left);
    NamedSet.Shape shape =
        new NamedSet.Shape(
            parts.stream().map(ExpressionTypes.Part::type).toList(),
            parts.stream().map(ExpressionTypes.Part::bits).toList(),
            value,
            verdicts,
            "");
    int begin = tokens.position();
    List<Element> all = elements.braces(shape);
    if (all.isEmpty()) {
      throw tokens.errorSince(begin, "Set is empty");
    }
    List<Element> apart =
        shape.isMap() ? Overlaps.checked(all, shape, tokens, begin) : Merging.merged(all, shape);
    return new NamedSet("", shape, NamedSet.Options.NONE, apart);
  }

  /** A map behind {@code map} or {@code vmap}. */
  SetRef map(Expression key, List<DataType> value, boolean verdicts) {
    return tokens.is("@") ? named() : new SetRef.Anonymous(anonymous(key, value, verdicts));
  }

  /** The declared type of a map of data, if it is one of the table. */
  List<DataType> values(SetRef ref) {
    if (ref instanceof SetRef.Anonymous anonymous) {
      return anonymous.set().shape().value();
    }
    NamedSet set = sets.apply(((SetRef.Named) ref).name());
    return set == null ? List.of() : set.shape().value();
  }

  /** A value to be set, or an expression that says it. */
  Expression value(Expression left) {
    ExpressionTypes.Part part = ExpressionTypes.parts(left).get(0);
    if (tokens.isString() || !expressions.begins() || isValueWord(part.type())) {
      return new Expression.Constant(part.type(), elements.value(part.type(), part.bits()));
    }
    Expression read = expressions.whole();
    return tokens.takes("map")
        ? new Expression.MapValue(read, map(read, List.of(part.type()), false))
        : read;
  }

  private static boolean isValueWord(DataType type) {
    return type == DataType.ETHER_TYPE || type == DataType.PROTOCOL;
  }

  /** The value that a map learns for a key. */
  Expression mapped(NamedSet map) {
    if (expressions.begins()) {
      return expressions.whole();
    }
    DataType type = map.shape().value().isEmpty() ? DataType.INTEGER : map.shape().value().get(0);
    return new Expression.Constant(type, elements.value(type, type.bits() == 0 ? 32 : type.bits()));
  }
}
