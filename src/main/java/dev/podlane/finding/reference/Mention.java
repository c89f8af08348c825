package dev.podlane.finding.reference;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Trees;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that a program is told to connect to, in its environment or arguments.
 *
 * @param path the text's place in the object
 * @param text the whole text
 * @param host in lower case, without a dot at its end
 * @param port 0 if none is written
 * @param sure true if it is certainly a host: it is in a URL, or has a port behind it
 */
public record Mention(String path, String text, String host, int port, boolean sure) {
  private static final int LONGEST = 2_000;
  private static final int MOST = 200;

  /** A scheme with a user, a host name, and a port. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?<![\\w.-])(?:([a-z][a-z0-9+.-]{0,20})://(?:[^\\s/@]{0,200}@)?)?"
              + "([A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\\.[A-Za-z0-9][A-Za-z0-9-]{0,62}){0,8})\\.?"
              + "(?::([0-9]{1,5}))?(?=$|[\\s/,;?\"'])");

  /** Every host in the environment and the arguments of the containers. */
  public static List<Mention> of(Holder holder) {
    List<Mention> found = new ArrayList<>();
    for (Holder.Written container : holder.containers()) {
      List<MapValue> env = Trees.maps(container.tree(), "env");
      for (int i = 0; i < env.size(); i++) {
        String path = container.path() + ".env[" + i + "].value";
        env.get(i).text("value").ifPresent(text -> add(path, text, found));
      }
      for (String list : List.of("command", "args")) {
        Value items = container.tree().entries().get(list);
        for (int i = 0; items instanceof ListValue all && i < all.items().size(); i++) {
          if (all.items().get(i) instanceof ScalarValue text) {
            add(container.path() + "." + list + "[" + i + "]", text.text(), found);
          }
        }
      }
    }
    return found;
  }

  private static void add(String path, String text, List<Mention> found) {
    if (text.length() > LONGEST || found.size() >= MOST) {
      return;
    }
    String value = text.startsWith("-") ? text.substring(text.indexOf('=') + 1) : text;
    Matcher matcher = HOST.matcher(value);
    while (matcher.find() && found.size() < MOST) {
      String host = matcher.group(2).toLowerCase(Locale.ROOT);
      String port = matcher.group(3);
      boolean whole = matcher.start() == 0 && matcher.end() == value.length();
      boolean sure = matcher.group(1) != null || (port != null && isStart(value, matcher.start()));
      int number = port == null ? 0 : Integer.parseInt(port);
      boolean isName = Ip.tryParse(host).isEmpty() && !host.matches("[0-9.]+");
      if (isName && (sure || whole) && number <= 65_535) {
        found.add(new Mention(path, text, host, number, sure));
      }
    }
  }

  private static boolean isStart(String value, int at) {
    return at == 0 || value.charAt(at - 1) == ',' || value.charAt(at - 1) == ' ';
  }

  /** The labels of the host. */
  List<String> labels() {
    return List.of(host.split("\\."));
  }

  /** The text with another host and port in place of these. */
  String with(String otherHost, int otherPort) {
    String now = port == 0 ? host : host + ":" + port;
    String then = otherPort == 0 ? otherHost : otherHost + ":" + otherPort;
    return text.replaceFirst("(?i)" + Pattern.quote(now), Matcher.quoteReplacement(then));
  }
}
