package dev.podlane.web.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is answered when a request failed outside the controllers, or asked for no page of ours. */
@RestController
class ErrorPage implements ErrorController {
  private final ProblemAnswer answer;

  ErrorPage(ProblemAnswer answer) {
    this.answer = answer;
  }

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = code instanceof Integer known ? known : 404;
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = uri == null ? "/" : uri.toString();
    answer.send(request, response, failure(status, path), path, status);
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
}
