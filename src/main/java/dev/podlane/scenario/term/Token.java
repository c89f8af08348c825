package dev.podlane.scenario.term;

/**
 * A token of an expression.
 *
 * @param text the name, the number, the sign, or the text between the quotes
 * @param at its place in the text, from 0
 */
record Token(Type type, String text, int at) {
  /** Kinds of tokens. */
  enum Type {
    NAME,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  boolean isSign(String sign) {
    return type == Type.SIGN && text.equals(sign);
  }

  boolean isName(String name) {
    return type == Type.NAME && text.equals(name);
  }
}
