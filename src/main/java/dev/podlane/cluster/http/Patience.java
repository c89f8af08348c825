package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Doubt;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time a Gateway waits for a backend, and the requests that may follow (Gateway API {@code
 * apis/v1/httproute_types.go}, HTTPRouteTimeouts, HTTPRouteRetry; durations: GEP-2257).
 *
 * @param millis milliseconds until it answers 504; 0 if the rule says nothing or has no limit
 * @param field the field that says so, such as {@code spec.rules[0].timeouts.request}; empty if
 *     none does
 * @param retry another request may follow one that failed, by this field; null if there is none
 */
public record Patience(long millis, String field, @Nullable Doubt retry) {
  /** Nothing is said. */
  public static final Patience USUAL = new Patience(0, "", null);

  /** The longest limit that is waited for; what is silent so long is taken to stay so. */
  private static final long LONGEST_WALKED = 30_000;

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,5}(h|m|s|ms)){1,4}");
  private static final Pattern PART = Pattern.compile("([0-9]{1,5})(ms|h|m|s)");

  /**
   * Reads a rule. The shorter of its two limits counts: a connection that is not there by then has
   * no answer either.
   *
   * @param route the route
   * @param rule place of the rule, such as {@code spec.rules[0]}
   */
  static Patience read(ObjectRef route, Fields fields, String rule) {
    Fields timeouts = fields.mapOrEmpty("timeouts");
    long request = duration(timeouts, "request");
    long backend = duration(timeouts, "backendRequest");
    if (request > 0 && backend > request) {
      timeouts.error("backendRequest", "gateway.timeouts");
    }
    boolean byBackend = backend > 0 && (request == 0 || backend < request);
    long millis = byBackend ? backend : request;
    String field = rule + ".timeouts." + (byBackend ? "backendRequest" : "request");
    Doubt retry = fields.has("retry") ? new Doubt(route, rule + ".retry") : null;
    return new Patience(millis, millis == 0 ? "" : field, retry);
  }

  /** Returns true if a walk of a connection waits no longer than this. */
  public boolean isWalked() {
    return millis > 0 && millis <= LONGEST_WALKED;
  }

  private static long duration(Fields timeouts, String key) {
    String text = timeouts.text(key).orElse("");
    OptionalLong millis = millis(text);
    if (!text.isEmpty() && millis.isEmpty()) {
      timeouts.error(key, "gateway.duration", text);
    }
    return millis.orElse(0);
  }

  /** The milliseconds of a duration, such as {@code 1s500ms}; empty if it is none. */
  static OptionalLong millis(String text) {
    if (!DURATION.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    long all = 0;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      long unit =
          switch (parts.group(2)) {
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1_000;
            default -> 1;
          };
      all += unit * Long.parseLong(parts.group(1));
    }
    return OptionalLong.of(all);
  }
}
