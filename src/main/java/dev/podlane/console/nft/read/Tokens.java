package dev.podlane.console.nft.read;

/** Tokens of an input and how far they are read. */
public final class Tokens {
  private final String text;
  private final byte[] kinds;
  private final int[] starts;
  private final int[] ends;
  private int at;

  Tokens(String text, byte[] kinds, int[] starts, int[] ends) {
    this.text = text;
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
  }

  /** The tokens of an input. */
  public static Tokens of(String text) {
    return new Lexer(text).tokens();
  }

  static NftException error(String text, int start, int end, String message) {
    int line = 1;
    int begin = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < start; i = text.indexOf('\n', i + 1)) {
      line++;
      begin = i + 1;
    }
    return new NftException(line, start - begin + 1, Math.max(1, end - start), message);
  }

  /** The text of the next token; empty at the end. */
  public String peek() {
    return text.substring(starts[at], ends[at]);
  }

  /** The text of a token further on. */
  String peek(int ahead) {
    int there = Math.min(at + ahead, kinds.length - 1);
    return text.substring(starts[there], ends[there]);
  }

  /** Returns true if the next token is this word or sign, and not in quotes. */
  public boolean is(String word) {
    return kinds[at] != Lexer.STRING
        && ends[at] - starts[at] == word.length()
        && text.startsWith(word, starts[at]);
  }

  boolean isAhead(int ahead, String word) {
    int there = Math.min(at + ahead, kinds.length - 1);
    return kinds[there] != Lexer.STRING
        && ends[there] - starts[there] == word.length()
        && text.startsWith(word, starts[there]);
  }

  /** Returns true if the next token follows the one before without a blank between them. */
  boolean isJoined() {
    return at > 0 && ends[at - 1] == starts[at];
  }

  boolean isWord() {
    return kinds[at] == Lexer.WORD;
  }

  boolean isString() {
    return kinds[at] == Lexer.STRING;
  }

  /** Returns true if a command or statement ends here: a line, a semicolon, or the whole input. */
  public boolean isSeparator() {
    return kinds[at] == Lexer.SEPARATOR || kinds[at] == Lexer.END;
  }

  /** Returns true if all is read. */
  public boolean isEnd() {
    return kinds[at] == Lexer.END;
  }

  /** The next token, which is read with this. */
  public String take() {
    String word = peek();
    if (kinds[at] == Lexer.END) {
      throw unexpected();
    }
    at++;
    return word;
  }

  /** Reads the next token if it is this one. */
  public boolean takes(String word) {
    boolean is = is(word);
    if (is) {
      at++;
    }
    return is;
  }

  /** Reads the next token, which must be this one. */
  public void expect(String word) {
    if (!takes(word)) {
      throw unexpected();
    }
  }

  /** Reads a word or a text in quotes. */
  public String word() {
    if (!isWord() && !isString()) {
      throw unexpected();
    }
    return take();
  }

  /** Reads past lines and semicolons. */
  public void skipSeparators() {
    while (kinds[at] == Lexer.SEPARATOR) {
      at++;
    }
  }

  /** Reads past line ends only, as within braces. */
  void skipLines() {
    while (kinds[at] == Lexer.SEPARATOR && text.charAt(starts[at]) == '\n') {
      at++;
    }
  }

  /** Reads the end of a statement, unless the block ends. */
  void separator() {
    if (is("}") || isEnd()) {
      return;
    }
    if (kinds[at] != Lexer.SEPARATOR) {
      throw unexpected();
    }
    at++;
  }

  /** A whole number that must fit. */
  long number(long most) {
    String word = peek();
    boolean fits =
        !word.isEmpty() && word.length() < 19 && word.chars().allMatch(Character::isDigit);
    if (!fits || !isWord() || Long.parseLong(word) > most) {
      throw unexpected();
    }
    at++;
    return Long.parseLong(word);
  }

  /** The number of tokens that have been read. */
  public int position() {
    return at;
  }

  /** Goes back to a position. */
  public void back(int position) {
    at = position;
  }

  /** The input between a position and here. */
  String since(int position) {
    return position == at ? "" : text.substring(starts[position], ends[at - 1]);
  }

  /** The error of bison for a token that nothing allows. */
  public NftException unexpected() {
    String what =
        switch (kinds[at]) {
          case Lexer.END -> "end of file";
          case Lexer.SEPARATOR -> text.charAt(starts[at]) == '\n' ? "newline" : "semicolon";
          case Lexer.STRING -> "quoted string";
          case Lexer.SYMBOL -> "'" + peek() + "'";
          default -> Character.isDigit(peek().charAt(0)) ? "number" : peek();
        };
    return error("syntax error, unexpected " + what);
  }

  /** An error at the next token. */
  public NftException error(String message) {
    return error(text, starts[at], ends[at], message);
  }

  /** An error at the tokens since a position. */
  public NftException errorSince(int position, String message) {
    int last = Math.max(position, at - 1);
    return error(text, starts[position], ends[last], message);
  }
}
