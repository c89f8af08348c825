package dev.podlane.workspace;

import dev.podlane.cluster.http.HttpDecision.Share;
import dev.podlane.cluster.http.HttpDecision.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of an answer that do not depend on its status. */
record HttpDraft(String proxy, String route, @Nullable String certificate, String forwardedFor) {
  /** Status where no connection to an endpoint comes about (RFC 9110, 15.6.3). */
  static final int BAD_GATEWAY = 502;

  /** Status where an endpoint does not answer in time (RFC 9110, 15.6.5). */
  static final int GATEWAY_TIMEOUT = 504;

  /** An answer of the proxy itself. */
  HttpAnswer own(int status, String why, String location) {
    return new HttpAnswer(
        status,
        why,
        "",
        "",
        proxy,
        route,
        location,
        certificate,
        "",
        "",
        List.of(),
        List.of(),
        null,
        0);
  }

  /** An answer because of a backend: its own, or the proxy's if it cannot be had. */
  HttpAnswer of(
      Share share,
      Verdict.Forward forward,
      int status,
      String pod,
      @Nullable Walked onward,
      int tries) {
    boolean isLimited = forward.patience().isWalked();
    String late = isLimited ? "time-limit" : "no-answer";
    String failed = status == GATEWAY_TIMEOUT ? late : status == BAD_GATEWAY ? "no-connection" : "";
    return new HttpAnswer(
        status,
        onward == null ? share.why() : failed,
        share.service(),
        pod,
        proxy,
        route,
        "",
        certificate,
        onward == null ? "" : forwardedFor,
        onward == null ? "" : forward.path(),
        forward.shares(),
        Choices.backends(forward.shares()),
        onward,
        tries);
  }
}
