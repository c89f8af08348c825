package dev.podlane.web.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * The answer to a request that failed outside the controllers, or for a page that does not exist.
 */
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
    String path = uri == null ? request.getRequestURI() : uri.toString();
    answer.sendStatus(request, response, path, status);
  }

  /** Spring would tell the methods it forwards errors of; to a client there is nothing here. */
  @RequestMapping(path = "/error", method = RequestMethod.OPTIONS)
  void options(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.ALLOW, "");
    error(request, response);
  }
}
