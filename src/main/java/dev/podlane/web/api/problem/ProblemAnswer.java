package dev.podlane.web.api.problem;

import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.web.text.AskedLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request that no controller answers: programs by problem+json, people by a page. */
@Component
public class ProblemAnswer {
  private static final int RETRY_SECONDS = 5;

  private final ProblemWriter writer;
  private final Messages messages;
  private final JsonMapper json;

  /** An answer in these texts. */
  public ProblemAnswer(ProblemWriter writer, Messages messages, JsonMapper json) {
    this.writer = writer;
    this.messages = messages;
    this.json = json;
  }

  /** Answers with this failure. */
  public void send(HttpServletRequest request, HttpServletResponse response, ApiException failure)
      throws IOException {
    send(request, response, failure, request.getRequestURI(), failure.kind().status());
  }

  /**
   * Answers where nothing more than the status is known.
   *
   * @param path path of the request, which may differ from the present one when it was forwarded
   */
  public void sendStatus(
      HttpServletRequest request, HttpServletResponse response, String path, int status)
      throws IOException {
    send(request, response, failure(status, path), path, status);
  }

  private static ApiException failure(int status, String path) {
    ProblemKind kind =
        Arrays.stream(ProblemKind.values())
            .filter(each -> each.status() == status)
            .findFirst()
            .orElse(status < 500 ? ProblemKind.UNREADABLE_BODY : ProblemKind.INTERNAL);
    return kind == ProblemKind.NOT_FOUND
        ? new ApiException(kind, Fault.request("api.path.unknown", path))
        : new ApiException(
            kind,
            Fault.request(kind == ProblemKind.INTERNAL ? "api.other.server" : "api.other.client"));
  }

  private void send(
      HttpServletRequest request,
      HttpServletResponse response,
      ApiException failure,
      String path,
      int status)
      throws IOException {
    boolean program =
        path.startsWith(request.getContextPath() + "/api")
            || path.startsWith(request.getContextPath() + "/actuator");
    byte[] body =
        program
            ? json.writeValueAsBytes(writer.body(failure, request, path, status))
            : html(failure, AskedLanguage.of(request)).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(
        program ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : "text/html;charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (comeBack(status)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(retrySeconds(failure)));
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Returns true if the same request may succeed a little later. */
  static boolean comeBack(int status) {
    return status == 429 || status == 503;
  }

  /** Returns the delay of {@code Retry-After}, in seconds. */
  static int retrySeconds(ApiException failure) {
    return failure.retrySeconds() > 0 ? failure.retrySeconds() : RETRY_SECONDS;
  }

  private String html(ApiException failure, Language language) {
    Fault fault = failure.faults().get(0);
    String title = messages.text(language, "api.title." + failure.kind().slug());
    String text = messages.text(language, fault.code(), fault.args());
    return "<!DOCTYPE html><html lang=\"%s\"><meta charset=\"utf-8\"><title>%s · Podlane</title>"
            .formatted(language.code(), HtmlUtils.htmlEscape(title))
        + "<h1>%s</h1><p>%s</p><p><a href=\"/\">Podlane</a></p></html>"
            .formatted(HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(text));
  }
}
