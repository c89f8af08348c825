package dev.podlane.web.api.problem;

import dev.podlane.trace.record.Budget;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers every failure below /api as problem+json; pages keep their own error page. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ProblemWriter writer;

  ProblemAdvice(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> answer(Exception failure, HttpServletRequest request)
      throws Exception {
    if (failure instanceof Budget.Cancelled) {
      throw new AsyncRequestNotUsableException("the client left before the walk was over");
    }
    if (!request.getRequestURI().startsWith(request.getContextPath() + "/api")
        || failure instanceof AsyncRequestNotUsableException
        || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      throw failure;
    }
    ApiException described = ExceptionTranslator.describe(failure);
    if (described.kind() == ProblemKind.INTERNAL) {
      log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    }
    HttpHeaders headers = new HttpHeaders();
    if (failure instanceof ErrorResponse response) {
      headers.putAll(response.getHeaders());
    }
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (ProblemAnswer.comeBack(described.kind().status())) {
      headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(ProblemAnswer.retrySeconds(described)));
    }
    return ResponseEntity.status(described.kind().status())
        .headers(headers)
        .body(writer.body(described, request));
  }
}
