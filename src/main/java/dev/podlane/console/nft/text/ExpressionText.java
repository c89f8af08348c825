package dev.podlane.console.nft.text;

import dev.podlane.console.nft.value.ValueText;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Operand;
import dev.podlane.net.filter.nft.SetRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions as nft prints them. */
public final class ExpressionText implements Expression.Visitor<String> {
  private static final ExpressionText PRINTER = new ExpressionText();

  private ExpressionText() {}

  /** An expression. */
  public static String of(Expression expression) {
    return expression.accept(PRINTER);
  }

  /** The type of each part of an expression's value. */
  public static List<DataType> types(Expression expression) {
    return ExpressionTypes.of(expression);
  }

  /** The right-hand side of a comparison. */
  static String of(Operand operand, List<DataType> types) {
    DataType type = types.get(0);
    if (operand instanceof Operand.Values values) {
      if (values.prefix() >= 0) {
        return ValueText.prefix(type, values.span(), values.prefix());
      }
      String first = ValueText.of(type, values.span().first());
      return values.span().isOne() ? first : first + "-" + ValueText.of(type, values.span().last());
    }
    if (operand instanceof Operand.Concat concat) {
      return values(concat.parts(), types);
    }
    if (operand instanceof Operand.Flags flags) {
      return ValueText.flags(type, flags.mask());
    }
    if (operand instanceof Operand.Masked masked) {
      return ValueText.flags(type, masked.value()) + " / " + ValueText.flags(type, masked.mask());
    }
    if (operand instanceof Operand.Other other) {
      return of(other.expression());
    }
    return of(((Operand.In) operand).set());
  }

  /** Values with dots between them. */
  public static String values(List<Datum> values, List<DataType> types) {
    List<String> words = new ArrayList<>();
    for (int at = 0; at < values.size(); at++) {
      words.add(ValueText.of(types.get(Math.min(at, types.size() - 1)), values.get(at)));
    }
    return String.join(" . ", words);
  }

  /** A set as a rule speaks of it. */
  static String of(SetRef ref) {
    return ref instanceof SetRef.Anonymous anonymous
        ? "{ " + String.join(", ", SetText.elements(anonymous.set(), false)) + " }"
        : "@" + ((SetRef.Named) ref).name();
  }

  @Override
  public String visit(Expression.Constant it) {
    return ValueText.of(it.type(), it.value());
  }

  @Override
  public String visit(Expression.Field it) {
    return it.field().header() + " " + it.field().field();
  }

  @Override
  public String visit(Expression.Meta it) {
    return (it.key().qualified() ? "meta " : "") + it.key().text();
  }

  @Override
  public String visit(Expression.Ct it) {
    return "ct " + (it.direction().isEmpty() ? "" : it.direction() + " ") + it.key().text();
  }

  @Override
  public String visit(Expression.Fib it) {
    return "fib " + String.join(" . ", it.keys()) + " " + it.result().text();
  }

  @Override
  public String visit(Expression.NumGen it) {
    String offset = it.offset() == 0 ? "" : " offset " + it.offset();
    return "numgen " + (it.random() ? "random" : "inc") + " mod " + it.modulus() + offset;
  }

  @Override
  public String visit(Expression.Concat it) {
    return it.parts().stream().map(ExpressionText::of).collect(Collectors.joining(" . "));
  }

  @Override
  public String visit(Expression.Binary it) {
    DataType type = types(it.left()).get(0);
    String right = ValueText.of(type == DataType.CT_LABEL ? DataType.INTEGER : type, it.right());
    return of(it.left()) + " " + it.operator().text() + " " + right;
  }

  @Override
  public String visit(Expression.MapValue it) {
    return of(it.key()) + " map " + of(it.map());
  }

  @Override
  public String visit(Expression.Opaque it) {
    return it.text();
  }
}
