package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Walked;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code curl -i}: resolves, connects and asks, and prints the head of the answer. Bodies are not
 * simulated. Its exit statuses are those of curl(1).
 */
final class Curl implements Program {
  private static final int UNSUPPORTED = 1;
  private static final int USAGE = 2;
  private static final int NOT_RESOLVED = 6;
  private static final int NOT_CONNECTED = 7;
  private static final int TIMED_OUT = 28;

  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(303, "See Other"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(308, "Permanent Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(404, "Not Found"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Temporarily Unavailable"),
          Map.entry(504, "Gateway Time-out"));

  @Override
  public String synopsis() {
    return "curl [-H HEADER]... [-X METHOD] URL";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    Map<String, String> headers = new LinkedHashMap<>();
    Options options = new Options("curl", "4IikLsSvm:o:X:", withoutHeaders(words, headers));
    if (options.operands().size() != 1) {
      throw new CommandException("usage: " + synopsis(), USAGE);
    }
    String url = url(options.operands().get(0));
    String host = headers.remove("host");
    String method = options.has('I') ? "HEAD" : options.value('X');
    Walked walked = shell.send(request(shell, url, new ProbeRequest.Http(host, method, headers)));
    if (shell.saysUnknown(walked)) {
      return NOT_CONNECTED;
    }
    HttpAnswer answer = walked.answer();
    if (answer == null) {
      return fail(walked, url);
    }
    shell.say(
        "HTTP/1.1 %d %s"
            .formatted(answer.status(), PHRASES.getOrDefault(answer.status(), ""))
            .stripTrailing());
    if (!answer.location().isEmpty()) {
      shell.say("Location: " + answer.location());
    }
    return 0;
  }

  private static int fail(Walked walked, String url) {
    URI uri = URI.create(url);
    NameLookup lookup = walked.lookup();
    if (lookup != null && lookup.attempts().isEmpty()) {
      throw new CommandException(
          "curl: (6) Could not resolve host: " + uri.getHost(), NOT_RESOLVED);
    }
    Outcome outcome = walked.trace().outcome();
    int port = uri.getPort() > 0 ? uri.getPort() : url.startsWith("https:") ? 443 : 80;
    if (outcome.result() == Outcome.Result.TIMEOUT) {
      throw new CommandException(
          "curl: (28) Failed to connect to %s port %d: Timeout was reached"
              .formatted(uri.getHost(), port),
          TIMED_OUT);
    }
    String errno = outcome.errno();
    String why =
        outcome.result() == Outcome.Result.REFUSED
            ? Errors.errno("ECONNREFUSED")
            : errno == null ? outcome.result().text() : Errors.errno(errno);
    throw new CommandException(
        "curl: (7) Failed to connect to %s port %d: %s".formatted(uri.getHost(), port, why),
        NOT_CONNECTED);
  }

  /** A URL with its scheme, which is http where none is written. */
  private static String url(String written) {
    String url = written.contains("://") ? written : "http://" + written;
    String scheme = url.substring(0, url.indexOf("://")).toLowerCase(Locale.ROOT);
    if (!List.of("http", "https").contains(scheme)) {
      throw new CommandException(
          "curl: (1) Protocol \"%s\" not supported".formatted(scheme), UNSUPPORTED);
    }
    try {
      if (URI.create(url).getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException malformed) {
      // told below, as for a URL without a host
    }
    throw new CommandException("curl: (3) URL rejected: Malformed input to a URL function", 3);
  }

  /** Takes the headers out, of which there may be several; their names in lower case. */
  private static List<String> withoutHeaders(List<String> words, Map<String, String> headers) {
    List<String> rest = new ArrayList<>();
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      if (!word.startsWith("-H")) {
        rest.add(word);
        continue;
      }
      boolean isJoined = word.length() > 2;
      at += isJoined ? 0 : 1;
      String header = isJoined ? word.substring(2) : at < words.size() ? words.get(at) : "";
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new CommandException("usage: -H 'NAME: VALUE'", USAGE);
      }
      headers.put(
          header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          header.substring(colon + 1).strip());
    }
    return rest;
  }

  private static ProbeRequest request(Shell shell, String url, ProbeRequest.@Nullable Http http) {
    return new ProbeRequest(
        shell.ns().name(),
        url,
        Protocol.TCP,
        /* port= */ null,
        Probe.DEFAULT_TTL,
        /* cold= */ true,
        /* seed= */ 0,
        /* size= */ null,
        Probe.Discovery.WANT,
        Floods.COUNTED,
        /* sourcePort= */ 0,
        /* exchange= */ null,
        /* afterMillis= */ null,
        /* via= */ null,
        /* endpoint= */ null,
        http);
  }
}
