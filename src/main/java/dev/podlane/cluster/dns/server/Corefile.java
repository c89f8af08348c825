package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.server.CorefileTokens.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * A Corefile as written (coredns.io/manual/configuration): blocks of servers, each with its
 * plugins. Imports stay directives.
 *
 * @param blocks in the order of the text
 */
record Corefile(List<Block> blocks) {
  private static final int DEFAULT_PORT = 53;
  private static final int DEEPEST = 4;
  private static final String OPEN = "{";
  private static final String CLOSE = "}";

  /** A server block. */
  record Block(List<Address> addresses, List<Directive> directives) {
    Block {
      addresses = List.copyOf(addresses);
      directives = List.copyOf(directives);
    }
  }

  /**
   * A zone that a block serves.
   *
   * @param scheme {@code dns}, {@code tls}, {@code grpc}, {@code https} or {@code quic}
   */
  record Address(String scheme, DnsName zone, int port) {}

  Corefile {
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads a Corefile.
   *
   * @throws CorefileException at the first line that cannot be read
   */
  static Corefile parse(String text) throws CorefileException {
    return new Corefile(new Parser(CorefileTokens.of(text)).blocks());
  }

  /** Reads lines in order. */
  private static final class Parser {
    private final List<Line> lines;
    private int at;

    Parser(List<Line> lines) {
      this.lines = lines;
    }

    List<Block> blocks() throws CorefileException {
      List<Block> blocks = new ArrayList<>();
      int all = 0;
      while (at < lines.size()) {
        List<String> keys = new ArrayList<>();
        boolean opened = keys(keys);
        int line = lines.get(at - 1).number();
        if (keys.isEmpty() || keys.contains(CLOSE)) {
          throw new CorefileException(line, OPEN);
        }
        if (keys.get(0).equals("import")) {
          Directive imported =
              new Directive(line, "import", keys.subList(1, keys.size()), List.of());
          blocks.add(new Block(List.of(), List.of(imported)));
          continue;
        }
        List<Address> addresses = new ArrayList<>();
        for (String key : keys) {
          addresses.addAll(address(line, key));
          if (addresses.size() + all > Zones.MOST) {
            throw new CorefileException(line, key);
          }
        }
        all += addresses.size();
        blocks.add(new Block(addresses, directives(opened, 0)));
      }
      return blocks;
    }

    /** Keys of a block; a comma at the end of a line continues them. Returns true at a brace. */
    private boolean keys(List<String> keys) {
      boolean more = true;
      while (more && at < lines.size()) {
        List<String> words = lines.get(at++).words();
        String last = words.get(words.size() - 1);
        boolean opens = last.equals(OPEN);
        for (String word : opens ? words.subList(0, words.size() - 1) : words) {
          for (String key : word.split(",", -1)) {
            if (!key.isEmpty()) {
              keys.add(key);
            }
          }
        }
        if (opens) {
          return true;
        }
        more = last.endsWith(",");
      }
      return false;
    }

    /** The lines up to the closing brace, or of a file without braces up to its end. */
    private List<Directive> directives(boolean braced, int depth) throws CorefileException {
      List<Directive> found = new ArrayList<>();
      while (at < lines.size()) {
        Line line = lines.get(at++);
        List<String> words = line.words();
        if (words.get(0).equals(CLOSE)) {
          if (!braced || words.size() > 1) {
            throw new CorefileException(line.number(), CLOSE);
          }
          return found;
        }
        boolean opens = words.size() > 1 && words.get(words.size() - 1).equals(OPEN);
        if (opens && depth == DEEPEST) {
          throw new CorefileException(line.number(), OPEN);
        }
        List<String> args = words.subList(1, opens ? words.size() - 1 : words.size());
        List<Directive> body = opens ? directives(true, depth + 1) : List.of();
        found.add(new Directive(line.number(), words.get(0), args, body));
      }
      if (braced) {
        throw new CorefileException(lines.get(lines.size() - 1).number(), OPEN);
      }
      return found;
    }

    private static List<Address> address(int line, String key) throws CorefileException {
      int scheme = key.indexOf("://");
      String rest = scheme < 0 ? key : key.substring(scheme + 3);
      int colon = rest.lastIndexOf(':');
      boolean hasPort = colon >= 0 && rest.indexOf(':') == colon;
      int port = DEFAULT_PORT;
      if (hasPort) {
        try {
          port = Integer.parseInt(rest.substring(colon + 1));
        } catch (NumberFormatException none) {
          throw new CorefileException(line, key);
        }
      }
      String zone = hasPort ? rest.substring(0, colon) : rest;
      List<DnsName> zones = Zones.parse(zone.isEmpty() ? "." : zone);
      if (zones.isEmpty()) {
        throw new CorefileException(line, key);
      }
      String by = scheme < 0 ? "dns" : key.substring(0, scheme);
      int number = port;
      return zones.stream().map(each -> new Address(by, each, number)).toList();
    }
  }
}
