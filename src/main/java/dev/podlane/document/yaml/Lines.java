package dev.podlane.document.yaml;

import dev.podlane.document.TextChecks;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, one after the other, each whole in a buffer. A line ends with LF, CR LF or
 * CR. A byte-order mark at the start of a line is passed over: files that were joined have one in
 * their middle.
 */
public final class Lines {
  private static final int BUFFER = 1 << 14;

  /** Most characters of a document that are kept in case it must be read once more. */
  private static final int MOST_KEPT = 16 << 20;

  private final Reader reader;
  private final @Nullable String text;
  private char[] buffer;
  private long before;
  private int next;
  private int filled;
  private boolean ended;
  private boolean held;
  private long kept = -1;
  private int start;
  private int from;
  private int to;
  private int number;
  private int content;
  private boolean hasMark;
  private int forbidden;
  private boolean odd;

  private Lines(Reader reader, @Nullable String text, int size) {
    this.reader = reader;
    this.text = text;
    this.buffer = new char[size];
  }

  public static Lines of(String text) {
    return new Lines(new StringReader(text), text, Math.min(BUFFER, text.length() + 1));
  }

  public static Lines of(Reader reader) {
    return new Lines(reader, null, BUFFER);
  }

  public char[] chars() {
    return buffer;
  }

  /** Index of the line's first character in the buffer. */
  public int from() {
    return from;
  }

  /** Index after the line's last character; its end of line is not in it. */
  public int to() {
    return to;
  }

  /** Index of the first character that is no space; {@link #to()} if there is none. */
  public int content() {
    return content;
  }

  public int indent() {
    return content - from;
  }

  /** Number of the line, from 1. */
  public int number() {
    return number;
  }

  /** Returns true if a byte-order mark came before the line. */
  public boolean hasMark() {
    return hasMark;
  }

  /** Returns the position in the text of an index of the buffer. */
  public int offset(int index) {
    return (int) (before + index);
  }

  /** Returns the start of the line in the text. */
  public long start() {
    return before + start;
  }

  /** Returns the start of the next line in the text. */
  int end() {
    return (int) (before + next);
  }

  /** The first character that no document may hold; 0 if there is none in the line. */
  public int forbidden() {
    return forbidden;
  }

  /** Returns true if the line holds U+0085, U+2028 or U+2029, or U+FEFF in its middle. */
  boolean isOdd() {
    return odd;
  }

  /** Returns true if an end of line follows; false at the end of some texts. */
  boolean hasBreak() {
    return next > to;
  }

  /** Keeps the text from this line on. */
  public void keep() {
    kept = before + start;
  }

  /** The text from where it is kept to before this line, or to the end; null if too long. */
  public @Nullable String keptText() {
    int end = held ? start : next;
    if (kept < 0) {
      return null;
    }
    return text == null
        ? new String(buffer, (int) (kept - before), (int) (before + end - kept))
        : text.substring((int) kept, (int) before + end);
  }

  /** Lets the next call of {@link #advance()} return this line again. */
  public void hold() {
    held = true;
  }

  public boolean advance() {
    if (held) {
      held = false;
      return true;
    }
    start = next;
    if (start == filled && !fill()) {
      from = to = content = start = next;
      hasMark = false;
      return false;
    }
    number++;
    forbidden = 0;
    odd = false;
    scan();
    hasMark = from < to && buffer[from] == '\ufeff';
    from += hasMark ? 1 : 0;
    content = from;
    while (content < to && buffer[content] == ' ') {
      content++;
    }
    return true;
  }

  private void scan() {
    int at = start;
    while (true) {
      if (at == filled) {
        int length = at - start;
        boolean more = fill();
        at = start + length;
        if (!more) {
          from = start;
          to = next = at;
          return;
        }
      }
      char c = buffer[at];
      if (c >= ' ' && c < 0x7f) {
        at++;
        continue;
      }
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c != '\t') {
        look(c, at);
      }
      at++;
    }
    int length = at - start;
    if (buffer[at] == '\r' && at + 1 == filled) {
      fill();
      at = start + length;
    }
    from = start;
    to = at;
    next = at + 1;
    if (buffer[at] == '\r' && next < filled && buffer[next] == '\n') {
      next++;
    }
  }

  private void look(char c, int at) {
    if (forbidden == 0
        && (TextChecks.isForbidden(c) || (Character.isSurrogate(c) && isHalf(c, at)))) {
      forbidden = c;
    }
    odd |= c == '\u0085' || c == '\u2028' || c == '\u2029' || (c == '\ufeff' && at > start);
  }

  /** Returns true if the other half of a surrogate pair is missing. */
  private boolean isHalf(char c, int at) {
    if (Character.isLowSurrogate(c)) {
      return at == start || !Character.isHighSurrogate(buffer[at - 1]);
    }
    boolean last = text != null && before + at + 1 == text.length();
    return last || (at + 1 < filled && !Character.isLowSurrogate(buffer[at + 1]));
  }

  /** Reads on; text before this line that is not kept is discarded. */
  private boolean fill() {
    if (ended) {
      return false;
    }
    int first = start;
    if (kept >= 0 && text == null) {
      if (before + filled - kept > MOST_KEPT) {
        kept = -1;
      } else {
        first = (int) (kept - before);
      }
    }
    char[] into = buffer;
    if (filled - first > buffer.length / 2) {
      if (buffer.length > (1 << 29)) {
        throw new IllegalStateException("a line of more than " + buffer.length + " characters");
      }
      into = new char[2 * buffer.length];
    }
    System.arraycopy(buffer, first, into, 0, filled - first);
    buffer = into;
    before += first;
    start -= first;
    next -= first;
    filled -= first;
    try {
      int read = reader.read(buffer, filled, buffer.length - filled);
      if (read <= 0) {
        ended = true;
        return false;
      }
      filled += read;
      return true;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Returns true if the line is blank. */
  public boolean isBlank() {
    return content == to || (buffer[content] == '\t' && skipBlanks(content) == to);
  }

  /** Returns true if the line holds nothing but a comment. */
  public boolean isComment() {
    int at = skipBlanks(content);
    return at < to && buffer[at] == '#';
  }

  /** Returns true if the line starts a document ({@code ---}). */
  public boolean isStart() {
    return isMarker('-');
  }

  /** Returns true if the line ends a document ({@code ...}). */
  public boolean isEnd() {
    return isMarker('.');
  }

  private boolean isMarker(char c) {
    return to - from >= 3
        && buffer[from] == c
        && buffer[from + 1] == c
        && buffer[from + 2] == c
        && (to - from == 3 || buffer[from + 3] == ' ' || buffer[from + 3] == '\t');
  }

  /** The first index from here on that is neither a space nor a tab. */
  int skipBlanks(int index) {
    int at = index;
    while (at < to && TextChecks.isBlank(buffer[at])) {
      at++;
    }
    return at;
  }

  /** Returns true if the rest of the line is blank, or a comment with blanks before it. */
  public boolean isRestEmpty(int index) {
    int at = skipBlanks(index);
    return at == to
        || (buffer[at] == '#' && (at > index || at == from || TextChecks.isBlank(buffer[at - 1])));
  }
}
