package dev.podlane.console.nft.text;

import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.filter.nft.SetRef;
import java.util.ArrayList;
import java.util.List;

/** The types and widths of what expressions say, part by part. */
public final class ExpressionTypes implements Expression.Visitor<List<ExpressionTypes.Part>> {
  private static final ExpressionTypes READER = new ExpressionTypes();
  private static final int NUMBER = 32;

  /** Type and width of a part. */
  public record Part(DataType type, int bits) {}

  private ExpressionTypes() {}

  /** The parts of an expression's value. */
  public static List<Part> parts(Expression expression) {
    return expression.accept(READER);
  }

  static List<DataType> of(Expression expression) {
    return parts(expression).stream().map(Part::type).toList();
  }

  private static List<Part> one(DataType type) {
    return List.of(new Part(type, type.bits() == 0 ? NUMBER : type.bits()));
  }

  @Override
  public List<Part> visit(Expression.Constant it) {
    return one(it.type());
  }

  @Override
  public List<Part> visit(Expression.Field it) {
    HeaderField field = it.field();
    return List.of(new Part(field.type(), field.bits()));
  }

  @Override
  public List<Part> visit(Expression.Meta it) {
    return one(it.key().type());
  }

  @Override
  public List<Part> visit(Expression.Ct it) {
    return switch (it.key()) {
      case BYTES, PACKETS, AVGPKT -> List.of(new Part(it.key().type(), 64));
      default -> one(it.key().type());
    };
  }

  @Override
  public List<Part> visit(Expression.Fib it) {
    return one(it.result().type());
  }

  @Override
  public List<Part> visit(Expression.NumGen it) {
    return one(DataType.INTEGER);
  }

  @Override
  public List<Part> visit(Expression.Concat it) {
    List<Part> parts = new ArrayList<>();
    it.parts().forEach(part -> parts.addAll(parts(part)));
    return parts;
  }

  @Override
  public List<Part> visit(Expression.Binary it) {
    return parts(it.left());
  }

  @Override
  public List<Part> visit(Expression.MapValue it) {
    return it.map() instanceof SetRef.Anonymous anonymous
        ? anonymous.set().shape().value().stream().flatMap(type -> one(type).stream()).toList()
        : one(DataType.INTEGER);
  }

  @Override
  public List<Part> visit(Expression.Opaque it) {
    return List.of(new Part(it.type(), it.bits()));
  }
}
