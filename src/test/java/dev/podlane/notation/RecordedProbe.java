package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The result of a probe, in a form in which a recording and a trace can be compared.
 *
 * @param outcome the result seen by the sender, source port left out
 * @param clientPort the sender's port, as far as anyone saw it
 * @param paths lines by flow
 */
record RecordedProbe(String outcome, String clientPort, Map<String, String> paths) {
  /** Addresses of a tunnel's ends alone: a part that does not show what the tunnel carries. */
  private static final Pattern OUTER_PART = Pattern.compile("\\(vxlan.*\\{[0-9.]+>[0-9.]+}");

  private static final String PORT = "<port>";
  private static final String REDIRECTS = "redirects";

  static RecordedProbe of(Trace trace) {
    Map<String, String> paths = new TreeMap<>(PathLines.of(trace));
    paths.remove("arp");
    paths.remove("connection"); // recorded were requests, replies and errors
    OutcomeNote note = OutcomeNote.of(trace.outcome());
    StringBuilder text = new StringBuilder();
    line(text, "result", note.result());
    line(text, "errno", note.errno());
    if (note.icmp() != null) {
      OutcomeNote.Icmp icmp = note.icmp();
      line(
          text, "icmp", icmp.type() + "/" + icmp.code() + " " + icmp.from() + " " + icmp.meaning());
    }
    if (note.server() != null) {
      OutcomeNote.Server server = note.server();
      line(text, "server", server.ns() + " " + server.listener());
      line(text, "sees", server.sees_src() + " at " + server.local());
    }
    line(text, "reply_from", note.reply_from());
    line(text, "reply_ttl", note.reply_ttl());
    return new RecordedProbe(text.toString(), clientPort(paths), paths);
  }

  static RecordedProbe of(Fields recorded) {
    Map<String, String> paths = new TreeMap<>(recorded.textMap("path"));
    Fields outcome = recorded.map("outcome").orElseThrow();
    StringBuilder text = new StringBuilder();
    line(text, "result", outcome.text("result").orElseThrow());
    line(text, "errno", outcome.text("errno").orElse(null));
    Optional<Fields> icmp = outcome.has("icmp") ? outcome.map("icmp") : Optional.empty();
    icmp.ifPresent(
        it ->
            line(
                text,
                "icmp",
                it.integer("type").orElseThrow()
                    + "/"
                    + it.integer("code").orElseThrow()
                    + " "
                    + it.text("from").orElseThrow()
                    + " "
                    + (it.has("meaning") ? it.text("meaning").orElseThrow() : "null")));
    Optional<Fields> server = outcome.has("server") ? outcome.map("server") : Optional.empty();
    server.ifPresent(
        it -> {
          line(text, "server", text(it, "ns") + " " + text(it, "listener"));
          line(text, "sees", text(it, "sees_src") + " at " + text(it, "local"));
        });
    line(text, "reply_from", outcome.text("reply_from").orElse(null));
    if (outcome.has("reply_ttl")) {
      line(text, "reply_ttl", outcome.integer("reply_ttl").orElseThrow());
    }
    return new RecordedProbe(text.toString(), clientPort(paths), paths);
  }

  private static String text(Fields fields, String key) {
    return fields.text(key).orElseThrow();
  }

  private static void line(StringBuilder text, String key, @Nullable Object value) {
    if (value != null) {
      text.append(key).append(": ").append(value).append('\n');
    }
  }

  /** The port in {@code {source:port>…}} of the request, or the last one of the reply. */
  private static String clientPort(Map<String, String> paths) {
    String request = paths.getOrDefault("request", "");
    int end = request.indexOf('>');
    int colon = request.indexOf(':');
    return colon > 0 && colon < end ? request.substring(colon + 1, end) : "";
  }

  /** Everything that must be equal, as text. */
  String compared() {
    StringBuilder text = new StringBuilder(outcome);
    for (Map.Entry<String, String> path : paths.entrySet()) {
      if (path.getKey().equals(REDIRECTS)) {
        continue;
      }
      String line = path.getValue();
      if (!clientPort.isEmpty()) {
        line = line.replace(":" + clientPort + ">", ":" + PORT + ">");
        line = line.replace(":" + clientPort + "}", ":" + PORT + "}");
      }
      text.append(path.getKey()).append(":\n");
      sightings(line, path.getKey().equals("errors") || isCut(line))
          .forEach(each -> text.append("  ").append(each).append('\n'));
    }
    return text.toString();
  }

  /** As {@link #compared}, with redirects where the recording has them too. */
  String comparedWith(RecordedProbe recording) {
    if (paths.containsKey(REDIRECTS) && recording.paths.containsKey(REDIRECTS)) {
      List<String> seen = sightings(paths.get(REDIRECTS), true);
      List<String> known = sightings(recording.paths.get(REDIRECTS), true);
      if (!known.containsAll(seen)) {
        return compared() + "redirects no kernel sent: " + seen;
      }
    }
    return compared();
  }

  /** Joins the words of one item by removing blanks: an error's numbers, a tunnel's ends. */
  private static String joined(String line) {
    return line.replace(" icmp", "_icmp").replaceAll("\\(vxlan (\\S+) (\\S+)\\)", "(vxlan_$1_$2)");
  }

  /**
   * Returns true if several parts of a packet were seen at one place, in an order that says
   * nothing.
   */
  private static boolean isCut(String line) {
    List<String> sightings = sightings(line, false);
    return sightings.stream().distinct().count() < sightings.size()
        || OUTER_PART.matcher(line).find();
  }

  /** A line cut into sightings, each with its addresses; sorted if their order says nothing. */
  private static List<String> sightings(String line, boolean sorted) {
    List<String> sightings = new ArrayList<>();
    String addresses = "";
    for (String word : joined(line).split(" ", -1)) {
      if (word.startsWith("{")) {
        addresses = word;
      } else if (!word.isEmpty()) {
        sightings.add(addresses + " " + word);
      }
    }
    if (sorted) {
      Collections.sort(sightings);
    }
    return sightings;
  }
}
