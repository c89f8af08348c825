package dev.podlane.web.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Headers that keep the page to itself: nothing from elsewhere is loaded or asked, no script or
 * style stands inline, and nobody may frame it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders extends OncePerRequestFilter {
  private static final String COMMON =
      "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self';"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /**
   * Swagger UI writes style attributes, so its own pages alone may; scripts stay files there too.
   */
  private static final String SWAGGER = COMMON + "; style-src 'self' 'unsafe-inline'";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean swagger = request.getServletPath().startsWith("/swagger-ui");
    response.setHeader("Content-Security-Policy", swagger ? SWAGGER : COMMON);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (request.getServletPath().startsWith("/api")) {
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Vary", "Accept-Language");
    }
    chain.doFilter(request, response);
  }
}
