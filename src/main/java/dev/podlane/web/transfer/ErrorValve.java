package dev.podlane.web.transfer;

import dev.podlane.web.api.problem.ProblemAnswer;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words the errors with which Tomcat itself refuses requests before they reach the application. */
final class ErrorValve extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ErrorValve.class);

  private final ProblemAnswer problems;

  ErrorValve(ProblemAnswer problems) {
    this.problems = problems;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    String asked = request.getRequestURI();
    try {
      problems.sendStatus(request, response, asked == null ? "/" : asked, status);
      response.finishResponse();
    } catch (IOException e) {
      log.debug("a client left before it heard what was wrong", e);
    }
  }
}
