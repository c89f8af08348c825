package dev.podlane.net.filter.nft;

import java.util.ArrayList;
import java.util.List;

/** Finds the expressions in statements, and in one another. */
public final class Expressions {
  private Expressions() {}

  /** Those directly in a statement. */
  public static List<Expression> of(Statement statement) {
    return statement.accept(new InStatement());
  }

  /** Those directly in an expression. */
  public static List<Expression> below(Expression expression) {
    if (expression instanceof Expression.Concat concat) {
      return concat.parts();
    }
    if (expression instanceof Expression.Binary binary) {
      return List.of(binary.left());
    }
    return expression instanceof Expression.MapValue value ? List.of(value.key()) : List.of();
  }

  private static final class InStatement implements Statement.Visitor<List<Expression>> {
    @Override
    public List<Expression> visit(Statement.Relation it) {
      return it.right() instanceof Operand.Other other
          ? List.of(it.left(), other.expression())
          : List.of(it.left());
    }

    @Override
    public List<Expression> visit(Statement.Verdict it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.VerdictMap it) {
      return List.of(it.key());
    }

    @Override
    public List<Expression> visit(Statement.Counter it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.ObjectRef it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.SetMeta it) {
      return List.of(it.value());
    }

    @Override
    public List<Expression> visit(Statement.SetCt it) {
      return List.of(it.value());
    }

    @Override
    public List<Expression> visit(Statement.SetField it) {
      return List.of(it.value());
    }

    @Override
    public List<Expression> visit(Statement.SegmentSize it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.Limit it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.Log it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.NoTrack it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.Reject it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.Nat it) {
      return it.target() instanceof NatTarget.Computed computed
          ? List.of(computed.expression())
          : List.of();
    }

    @Override
    public List<Expression> visit(Statement.Masquerade it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.Redirect it) {
      return it.target() instanceof NatTarget.Computed computed
          ? List.of(computed.expression())
          : List.of();
    }

    @Override
    public List<Expression> visit(Statement.Queue it) {
      return List.of();
    }

    @Override
    public List<Expression> visit(Statement.Learn it) {
      List<Expression> found = new ArrayList<>(List.of(it.key()));
      if (it.value() != null) {
        found.add(it.value());
      }
      return found;
    }

    @Override
    public List<Expression> visit(Statement.Opaque it) {
      return List.of();
    }
  }
}
