package dev.podlane.trace.memory;

/**
 * Rate limits on the messages of a host to one peer (struct inet_peer). The three limits share
 * their tokens, as in the kernel; times are milliseconds. Observed on Linux 6.18 with probes back
 * to back: six time-exceeded errors, two for want of a route, five of those with icmp_ratelimit=0.
 */
public final class PeerRate {
  private static final int MOST_REDIRECTS = 9;
  private static final long REDIRECT_LOAD = 20;
  private static final long REDIRECT_SILENCE = REDIRECT_LOAD << (MOST_REDIRECTS + 1);
  private static final long ROUTE_ERROR_COST = 1_000;
  private static final long ROUTE_ERROR_BURST = 5_000;
  private static final int ICMP_BURST = 6;
  private static final long UNUSED = 60_000;

  private long tokens;
  private long last;
  private int redirects;

  /** A peer that has not been told anything for long; the moment is in milliseconds. */
  public PeerRate(long now) {
    last = now - UNUSED;
  }

  /** Errors for want of a route (ip_error): five, then one a second. */
  public boolean allowsRouteError(long now) {
    tokens = Math.min(ROUTE_ERROR_BURST, tokens + now - last);
    last = now;
    return spend(ROUTE_ERROR_COST);
  }

  /**
   * Limits ICMP errors (inet_peer_xrlim_allow): six at once, then one each {@code interval}. An
   * interval of 0 means no limit, but caps at 0 the tokens for errors for want of a route that
   * follow, unless the two happen in one moment.
   */
  public boolean allowsError(long now, int interval) {
    if (now > last) {
      tokens = Math.min((long) ICMP_BURST * interval, tokens + now - last);
      last = now;
    }
    return spend(interval);
  }

  PeerRate copy() {
    PeerRate copy = new PeerRate(last);
    copy.tokens = tokens;
    copy.last = last;
    copy.redirects = redirects;
    return copy;
  }

  private boolean spend(long cost) {
    if (tokens < cost) {
      return false;
    }
    tokens -= cost;
    return true;
  }

  /** Redirects (ip_rt_send_redirect): 20 ms apart, then doubling; nine, then none for 20.48 s. */
  public boolean allowsRedirect(long now) {
    if (now - last > REDIRECT_SILENCE) {
      tokens = 0;
      redirects = 0;
    }
    if (redirects >= MOST_REDIRECTS) {
      last = now;
      return false;
    }
    if (redirects > 0 && now - last <= REDIRECT_LOAD << redirects) {
      return false;
    }
    last = now;
    redirects++;
    return true;
  }
}
