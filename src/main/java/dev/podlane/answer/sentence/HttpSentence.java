package dev.podlane.answer.sentence;

import dev.podlane.answer.Localizer;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.cause.Causes;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.Walked;
import java.math.BigDecimal;
import java.util.List;

/** Tells the answer to a URL, and who decided. */
final class HttpSentence {
  private final Localizer words;
  private final CauseWords causes;

  HttpSentence(Localizer words, CauseWords causes) {
    this.words = words;
    this.causes = causes;
  }

  /**
   * The sentence. Arguments: status, proxy, pod, Service, source that the pod sees,
   * X-Forwarded-For, address that the client is sent to, rule, what ended the proxy's connection,
   * seconds that the proxy waited.
   */
  String of(Walked walked, HttpAnswer answer) {
    Walked onward = answer.onward();
    Outcome.Server server =
        onward == null ? walked.trace().outcome().server() : onward.trace().outcome().server();
    String failed =
        onward == null ? "" : Causes.of(onward.trace()).map(causes::sentence).orElse("");
    String key =
        answer.why().isEmpty() ? (answer.proxy().isEmpty() ? "direct" : "pod") : answer.why();
    String place = server == null ? "" : server.namespace();
    return words
        .sayFirst(
            List.of("outcome.http." + key),
            List.of(
                Integer.toString(answer.status()),
                answer.proxy(),
                answer.pod().isEmpty() ? place : answer.pod(),
                answer.service(),
                server == null ? "" : server.seesSource().toString(),
                answer.forwardedFor(),
                answer.location(),
                answer.route(),
                failed,
                onward == null ? "" : seconds(onward.trace().probe().timeoutMillis())))
        .strip();
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }
}
