package dev.podlane.web.api.problem;

import dev.podlane.web.text.Language;
import dev.podlane.web.text.Messages;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What is answered when a request failed outside the controllers, or asked for no page of ours. */
@RestController
class ErrorPage implements ErrorController {
  private final ProblemWriter writer;
  private final Messages messages;

  ErrorPage(ProblemWriter writer, Messages messages) {
    this.writer = writer;
    this.messages = messages;
  }

  @RequestMapping("/error")
  ResponseEntity<Object> error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = code instanceof Integer known ? known : 404;
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = uri == null ? "/" : uri.toString();
    ApiException failure = failure(status, path);
    if (path.startsWith(request.getContextPath() + "/api")) {
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(writer.body(failure, request, path));
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(html(failure, Language.of(request)));
  }

  private static ApiException failure(int status, String path) {
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(each -> each.status() == status)
            .findFirst()
            .orElse(status < 500 ? Kind.UNREADABLE_BODY : Kind.INTERNAL);
    return kind == Kind.NOT_FOUND
        ? new ApiException(kind, Fault.request("api.path.unknown", path))
        : new ApiException(
            kind, Fault.request(status < 500 ? "api.other.client" : "api.other.server"));
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
