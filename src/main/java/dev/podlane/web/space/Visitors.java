package dev.podlane.web.space;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells for whom the present thread works. */
@Component
public class Visitors {
  private static final String ATTRIBUTE = Visitors.class.getName();

  private static final ThreadLocal<@Nullable Visitor> SUBSTITUTED = new ThreadLocal<>();

  /** The sender of the request that this thread answers, or for whom it was told to work. */
  public Visitor current() {
    Visitor other = SUBSTITUTED.get();
    if (other != null) {
      return other;
    }
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here)) {
      return Visitor.NOBODY;
    }
    HttpServletRequest request = here.getRequest();
    if (request.getAttribute(ATTRIBUTE) instanceof Visitor known) {
      return known;
    }
    Visitor visitor = Visitor.of(request);
    request.setAttribute(ATTRIBUTE, visitor);
    return visitor;
  }

  /** Does work that a visitor asked for in an earlier request, in a thread of its own. */
  public <T> T as(Visitor visitor, Supplier<T> work) {
    SUBSTITUTED.set(visitor);
    try {
      return work.get();
    } finally {
      SUBSTITUTED.remove();
    }
  }
}
