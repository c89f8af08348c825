package dev.podlane.scenario.term;

import java.util.List;

/** Cuts an expression into tokens, each character once. */
final class Lexer {
  private static final List<String> SIGNS =
      List.of("&&", "||", "==", "!=", "<=", "<", "!", "(", ")", "[", "]", ",", ".");

  private final String text;
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  Token next() throws TermException {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    if (at == text.length()) {
      return new Token(Token.Type.END, "", at);
    }
    char c = text.charAt(at);
    int from = at;
    if (c == '\'') {
      int end = text.indexOf('\'', at + 1);
      if (end < 0) {
        throw new TermException(at, "open-quote");
      }
      at = end + 1;
      return new Token(Token.Type.TEXT, text.substring(from + 1, end), from);
    }
    if (isLetter(c)) {
      while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
        at++;
      }
      return new Token(Token.Type.NAME, text.substring(from, at), from);
    }
    if (isDigit(c)) {
      while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      return new Token(Token.Type.NUMBER, text.substring(from, at), from);
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return new Token(Token.Type.SIGN, sign, from);
      }
    }
    throw new TermException(at, "character", Character.toString(text.codePointAt(at)));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
