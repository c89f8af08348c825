package dev.podlane.document;

/**
 * Reads JSON (RFC 8259), one or many values after each other. A reader of its own, because YAML's
 * is slow on the long lines JSON comes in and knows no surrogate pairs in escapes.
 */
final class JsonReader {
  private final TreeBuilder builder;
  private final String file;
  private final String text;
  private final JsonStrings strings;
  private int at;
  private int line = 1;
  private int counted;
  private int codePoints;
  private int codePointsAt;

  JsonReader(TreeBuilder builder, String file, String text) {
    this.builder = builder;
    this.file = file;
    this.text = text;
    this.strings = new JsonStrings(text);
  }

  void read() {
    skipSpace();
    while (at < text.length()) {
      builder.startDocument(lineAt(at));
      value();
      builder.endDocument();
      skipSpace();
    }
  }

  /** Not recursive in the text: the depth is held by a bit stack, bounded by the builder. */
  private void value() {
    java.util.BitSet inMap = new java.util.BitSet();
    int depth = 0;
    do {
      if (depth > 0 && inMap.get(depth)) {
        key();
      }
      char c = peek();
      if (c == '{' || c == '[') {
        depth++;
        inMap.set(depth, c == '{');
        open(c);
        skipSpace();
        if (peek() != (c == '{' ? '}' : ']')) {
          continue;
        }
      } else {
        scalar(c);
      }
      depth = close(inMap, depth);
    } while (depth > 0);
  }

  /** Takes closing brackets and the comma after a value; returns the depth reached. */
  private int close(java.util.BitSet inMap, int from) {
    int depth = from;
    while (depth > 0) {
      skipSpace();
      char c = peek();
      if (c == (inMap.get(depth) ? '}' : ']')) {
        at++;
        builder.end();
        depth--;
      } else if (c == ',' && !justOpened()) {
        at++;
        skipSpace();
        return depth;
      } else {
        throw broken("text.json", inMap.get(depth) ? ", }" : ", ]");
      }
    }
    return 0;
  }

  private boolean justOpened() {
    int before = at - 1;
    while (before >= 0 && text.charAt(before) <= ' ') {
      before--;
    }
    return before < 0 || text.charAt(before) == '{' || text.charAt(before) == '[';
  }

  private void open(char c) {
    int start = lineAt(at);
    at++;
    if (c == '{') {
      builder.startMap(start, "");
    } else {
      builder.startList(start, "");
    }
  }

  private void key() {
    if (peek() != '"') {
      throw broken("text.json", "\"");
    }
    string();
    skipSpace();
    if (peek() != ':') {
      throw broken("text.json", ":");
    }
    at++;
    skipSpace();
  }

  private void scalar(char c) {
    if (c == '"') {
      string();
      return;
    }
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    ScalarValue.Type type = JsonStrings.typeOf(word);
    if (type == ScalarValue.Type.TEXT) {
      at = start;
      throw broken("text.json-value", "");
    }
    emit(type, word, start);
  }

  private void string() {
    int start = at;
    int end = strings.endOf(at);
    if (end < 0) {
      at = strings.failedAt();
      throw broken("text.json-string", "");
    }
    at = end;
    emit(ScalarValue.Type.TEXT, strings.unescaped(start + 1, end - 1), start);
  }

  private void emit(ScalarValue.Type type, String value, int start) {
    int from = codePoints(start);
    int to = codePoints(at);
    ScalarValue scalar = new ScalarValue(lineAt(start), type, value);
    builder.scalar(scalar, false, new TreeBuilder.Span(from, to, "", false));
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == 'E';
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private int lineAt(int position) {
    while (counted < position) {
      if (text.charAt(counted) == '\n') {
        line++;
      }
      counted++;
    }
    return line;
  }

  private int codePoints(int position) {
    codePoints += text.codePointCount(codePointsAt, position);
    codePointsAt = position;
    return codePoints;
  }

  private DocumentException broken(String code, String expected) {
    int where = Math.min(at, text.length());
    int startOfLine = text.lastIndexOf('\n', where - 1) + 1;
    Place place = new Place(file, Math.max(1, builder.number()), lineAt(where), "");
    String column = "" + (where - startOfLine + 1);
    if (where == text.length()) {
      return new DocumentException(Problem.error(place, "text.json-end", column));
    }
    String found = text.substring(where, text.offsetByCodePoints(where, 1));
    return new DocumentException(Problem.error(place, code, column, found, expected));
  }
}
