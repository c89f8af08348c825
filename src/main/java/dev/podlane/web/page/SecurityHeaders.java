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
 * Headers that isolate the page: nothing from elsewhere is loaded or requested, no script or style
 * is inline, and no other page may frame it. Only {@code /embed} may be framed, by any page:
 * nothing can be changed or deleted there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders extends OncePerRequestFilter {
  private static final String COMMON =
      "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self';"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

  /**
   * Swagger UI writes style attributes, so its own pages alone may; scripts stay files there too.
   */
  private static final String SWAGGER = COMMON + "'none'; style-src 'self' 'unsafe-inline'";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean swagger = request.getServletPath().startsWith("/swagger-ui");
    boolean embed = request.getServletPath().matches("/embed(/.*)?");
    String page = COMMON + (embed ? "*" : "'none'");
    response.setHeader("Content-Security-Policy", swagger ? SWAGGER : page);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (!embed) {
      response.setHeader("X-Frame-Options", "DENY");
    }
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
