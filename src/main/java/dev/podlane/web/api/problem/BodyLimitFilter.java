package dev.podlane.web.api.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses bodies that are too large: at once when their length is told, else while reading. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimitFilter extends OncePerRequestFilter {
  private static final Pattern DOCUMENTS = Pattern.compile("/api/clusters(/[^/]+)?/?");

  private final BodyProperties limits;
  private final HandlerExceptionResolver resolver;

  BodyLimitFilter(
      BodyProperties limits,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
    this.limits = limits;
    this.resolver = resolver;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getServletPath().startsWith("/api");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean documents = DOCUMENTS.matcher(request.getServletPath()).matches();
    long limit = (documents ? limits.maxDocuments() : limits.maxJson()).toBytes();
    if (request.getContentLengthLong() > limit) {
      resolver.resolveException(request, response, null, new BodyTooLargeException(limit));
      return;
    }
    chain.doFilter(new BoundedRequest(request, limit), response);
  }
}
