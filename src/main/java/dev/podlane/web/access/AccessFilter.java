package dev.podlane.web.access;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers requests that are not for this server, or not of its own page, by 403. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AccessFilter extends OncePerRequestFilter {
  private final AccessCheck check;
  private final ProblemAnswer answer;

  AccessFilter(AccessCheck check, ProblemAnswer answer) {
    this.check = check;
    this.answer = answer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<ApiException> refusal = check.refusal(request);
    if (refusal.isPresent()) {
      answer.send(request, response, refusal.get());
    } else {
      chain.doFilter(request, response);
    }
  }
}
