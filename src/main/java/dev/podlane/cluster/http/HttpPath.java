package dev.podlane.cluster.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Paths of requests. */
final class HttpPath {
  private HttpPath() {}

  /**
   * The path as proxies compare it: escapes read, slashes merged, {@code .} and {@code ..} resolved
   * (nginx {@code ngx_http_parse_complex_uri}; RFC 3986 section 6.2.2).
   */
  static String normal(String written) {
    String path = decoded(written);
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    boolean isFolder = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
    String joined = "/" + String.join("/", parts);
    return isFolder && !parts.isEmpty() ? joined + "/" : joined;
  }

  /** Returns the text with escapes such as {@code %2F} read; those that are none stay. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      int high = i + 2 < from.length && from[i] == '%' ? Character.digit(from[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(from[i + 2], 16);
      if (low >= 0) {
        to[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        to[length++] = from[i];
      }
    }
    return new String(to, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * Returns true if a path is a prefix or below it, element by element: {@code /foo} and {@code
   * /foo/} have {@code /foo}, {@code /foo/} and {@code /foo/bar} below them, but not {@code
   * /foobar} (rule 120).
   */
  static boolean isBelow(String path, String prefix) {
    String folder = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    return path.startsWith(folder)
        && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
  }

  /** The path with another text in the place of a prefix it is below (Gateway API). */
  static String replaced(String path, String prefix, String instead) {
    String folder = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    String rest = path.substring(Math.min(folder.length(), path.length()));
    String start = instead.endsWith("/") ? instead.substring(0, instead.length() - 1) : instead;
    String whole = start + rest;
    return whole.isEmpty() ? "/" : whole.startsWith("/") ? whole : "/" + whole;
  }
}
