package dev.podlane.scenario.term;

import dev.podlane.scenario.term.Term.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads expressions: {@code || && ! == != < <= in}, parentheses, lists of values, and calls of
 * {@link Function}s with written arguments. One token is looked at after the other and none twice;
 * parentheses nest at most {@value #DEPTH} deep.
 */
public final class TermParser {
  /** Most characters of an expression. */
  public static final int LENGTH = 1_000;

  private static final int DEPTH = 20;

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

  private static final Pattern PREFIX =
      Pattern.compile("default|(" + OCTET + "\\.){3}" + OCTET + "/(3[0-2]|[12]?\\d)");

  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  private final Lexer lexer;
  private final Names names;
  private Token now;
  private int depth;

  private TermParser(String text, Names names) throws TermException {
    this.lexer = new Lexer(text);
    this.names = names;
    this.now = lexer.next();
  }

  /** The names that arguments may have. */
  public interface Names {
    /** Returns the names there are; empty if any will do. */
    Optional<List<String>> of(Parameter parameter);

    /** Returns true if an argument means something. */
    default boolean know(Parameter parameter, String argument) {
      return of(parameter).map(known -> known.contains(argument)).orElse(true);
    }
  }

  /**
   * Reads a condition.
   *
   * @throws TermException if it is none, or its types do not fit
   */
  public static Term condition(String text, Names names) throws TermException {
    Term term = value(text, names);
    if (term.kind() != Kind.TRUTH) {
      throw new TermException(0, "not-condition", text);
    }
    return term;
  }

  /**
   * Reads an expression of any type.
   *
   * @throws TermException if it is none, or its types do not fit
   */
  public static Term value(String text, Names names) throws TermException {
    if (text.length() > LENGTH) {
      throw new TermException(LENGTH, "too-long", Integer.toString(LENGTH));
    }
    TermParser parser = new TermParser(text, names);
    Term term = parser.either();
    if (parser.now.type() != Token.Type.END) {
      throw new TermException(parser.now.at(), "unexpected", parser.now.text());
    }
    return term;
  }

  private Token take() throws TermException {
    Token taken = now;
    now = lexer.next();
    return taken;
  }

  private Token expect(String sign) throws TermException {
    if (!now.isSign(sign)) {
      throw new TermException(now.at(), "missing", sign);
    }
    return take();
  }

  private Term either() throws TermException {
    return junction("||", false);
  }

  private Term junction(String sign, boolean all) throws TermException {
    int from = now.at();
    List<Term> parts = new ArrayList<>();
    parts.add(all ? negated() : junction("&&", true));
    while (now.isSign(sign)) {
      take();
      parts.add(all ? negated() : junction("&&", true));
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    for (Term part : parts) {
      requireKind(Kind.TRUTH, part, from);
    }
    return new Term.Junction(all, parts);
  }

  private Term negated() throws TermException {
    boolean isNot = false;
    int from = now.at();
    while (now.isSign("!")) {
      take();
      isNot = !isNot;
    }
    Term inner = compared();
    if (now.at() > from && isNot) {
      requireKind(Kind.TRUTH, inner, from);
    }
    return isNot ? new Term.Not(inner) : inner;
  }

  private Term compared() throws TermException {
    Term left = single();
    for (Operator operator : Operator.values()) {
      if (now.isSign(operator.sign()) || now.isName(operator.sign())) {
        int from = take().at();
        Term right = single();
        requireComparable(operator, left, right, from);
        return new Term.Comparison(operator, left, right);
      }
    }
    return left;
  }

  private static void requireComparable(Operator operator, Term left, Term right, int from)
      throws TermException {
    boolean fits =
        switch (operator) {
          case IN -> right.kind() == Kind.LIST && left.kind() != Kind.LIST;
          case LESS, AT_MOST -> left.kind() == Kind.NUMBER && right.kind() == Kind.NUMBER;
          case EQUAL, DIFFERENT -> left.kind() == right.kind();
        };
    if (!fits) {
      throw new TermException(
          from, "types", operator.sign(), left.kind().name(), right.kind().name());
    }
  }

  private static void requireKind(Kind kind, Term term, int from) throws TermException {
    if (term.kind() != kind) {
      throw new TermException(from, "kind", kind.name(), term.kind().name());
    }
  }

  private Term single() throws TermException {
    Token first = take();
    return switch (first.type()) {
      case TEXT -> new Term.Literal(new Fact.Text(first.text()), Kind.TEXT);
      case NUMBER -> new Term.Literal(number(first), Kind.NUMBER);
      case NAME ->
          first.text().equals("true") || first.text().equals("false")
              ? new Term.Literal(new Fact.Truth(first.text().equals("true")), Kind.TRUTH)
              : call(first);
      case SIGN -> first.isSign("[") ? list() : nested(first);
      case END -> throw new TermException(first.at(), "end");
    };
  }

  private Term nested(Token first) throws TermException {
    if (!first.isSign("(")) {
      throw new TermException(first.at(), "unexpected", first.text());
    }
    if (++depth > DEPTH) {
      throw new TermException(first.at(), "too-deep", Integer.toString(DEPTH));
    }
    Term inner = either();
    expect(")");
    depth--;
    return inner;
  }

  private Term list() throws TermException {
    List<Fact> items = new ArrayList<>();
    while (!now.isSign("]")) {
      if (!items.isEmpty()) {
        expect(",");
      }
      Token item = take();
      if (item.type() == Token.Type.TEXT) {
        items.add(new Fact.Text(item.text()));
      } else if (item.type() == Token.Type.NUMBER) {
        items.add(number(item));
      } else {
        throw new TermException(item.at(), "unexpected", item.text());
      }
    }
    take();
    return new Term.Literal(new Fact.Many(items), Kind.LIST);
  }

  private static Fact number(Token token) throws TermException {
    try {
      return new Fact.Amount(new BigDecimal(token.text()));
    } catch (NumberFormatException broken) {
      throw new TermException(token.at(), "number", token.text());
    }
  }

  private Term call(Token name) throws TermException {
    Optional<Function> known = Function.named(name.text());
    if (known.isEmpty()) {
      throw new TermException(name.at(), "function", name.text(), Function.names());
    }
    Function function = known.get();
    expect("(");
    List<String> arguments = new ArrayList<>();
    for (Parameter parameter : function.parameters()) {
      if (!arguments.isEmpty()) {
        expect(",");
      }
      arguments.add(argument(function, parameter));
    }
    expect(")");
    String field = "";
    if (now.isSign(".")) {
      take();
      field = take().text();
    }
    int from = name.at();
    Optional<Kind> kind = function.kind(field);
    if (kind.isEmpty()) {
      throw new TermException(
          from, "field", function.word(), field, String.join(", ", function.fieldNames()));
    }
    return new Term.Call(function, arguments, field, kind.get());
  }

  private static boolean hasForm(Parameter parameter, String text) {
    return switch (parameter) {
      case NUMBER -> PORT.matcher(text).matches();
      case PREFIX -> PREFIX.matcher(text).matches();
      default -> true;
    };
  }

  private String argument(Function function, Parameter parameter) throws TermException {
    Token token = take();
    Token.Type wanted = parameter.isNumber() ? Token.Type.NUMBER : Token.Type.TEXT;
    if (token.type() != wanted) {
      throw new TermException(token.at(), "argument", function.word(), token.text());
    }
    if (!hasForm(parameter, token.text())) {
      throw new TermException(token.at(), "argument", function.word(), token.text());
    }
    if (!names.know(parameter, token.text())) {
      String known = String.join(", ", names.of(parameter).orElse(List.of()));
      throw new TermException(token.at(), "name", token.text(), known);
    }
    return token.text();
  }
}
