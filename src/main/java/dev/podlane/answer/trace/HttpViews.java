package dev.podlane.answer.trace;

import dev.podlane.answer.BackendView;
import dev.podlane.answer.HttpView;
import dev.podlane.answer.HttpView.ShareView;
import dev.podlane.cluster.http.HttpDecision.Share;
import dev.podlane.trace.Outcome;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.Walked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Views of the answers to URLs. */
final class HttpViews {
  private HttpViews() {}

  /** The answer to a URL; null if none came, or none was asked for. */
  static @Nullable HttpView of(Walked walked) {
    HttpAnswer answer = walked.answer();
    if (answer == null) {
      return null;
    }
    Walked onward = answer.onward();
    Outcome.Server server = onward == null ? null : onward.trace().outcome().server();
    double sum = answer.shares().stream().mapToLong(Share::weight).sum();
    List<ShareView> shares =
        answer.shares().stream()
            .map(
                each ->
                    new ShareView(
                        each.service(), each.weight(), sum == 0 ? 0 : each.weight() / sum))
            .toList();
    return new HttpView(
        answer.status(),
        text(answer.why()),
        text(answer.service()),
        text(answer.pod()),
        text(answer.route()),
        text(answer.location()),
        text(answer.proxy()),
        answer.certificate(),
        text(answer.forwardedFor()),
        server == null ? null : server.seesSource().toString(),
        text(answer.target()),
        shares);
  }

  /** The endpoints that a proxy could have asked. */
  static List<BackendView> backends(HttpAnswer answer) {
    return answer.backends().stream()
        .map(
            each ->
                new BackendView(
                    text(each.target().pod()),
                    each.target().address().toString(),
                    each.target().port(),
                    each.probability()))
        .toList();
  }

  private static @Nullable String text(String text) {
    return text.isEmpty() ? null : text;
  }
}
