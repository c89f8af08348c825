package dev.podlane.trace;

/**
 * How often one source was told of a better first hop (ip_rt_send_redirect in net/ipv4/route.c,
 * Linux 6.18 with HZ=250): 20 ms doubling with each, nine at most, afresh after 20.48 s.
 */
final class RedirectRate {
  private static final int MOST = 9;
  private static final long LOAD_MILLIS = 20;
  private static final long SILENCE_MILLIS = LOAD_MILLIS << (MOST + 1);

  private int sent;
  private long last = Long.MIN_VALUE / 2;

  boolean allows(long now) {
    if (now - last > SILENCE_MILLIS) {
      sent = 0;
    }
    if (sent >= MOST) {
      last = now;
      return false;
    }
    if (sent > 0 && now - last <= LOAD_MILLIS << sent) {
      return false;
    }
    last = now;
    sent++;
    return true;
  }
}
