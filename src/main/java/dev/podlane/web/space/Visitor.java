package dev.podlane.web.space;

import dev.podlane.net.addr.Ip;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request.
 *
 * @param space hash of the key it sent; empty if it sent none, or no valid one
 * @param editHash hash of the token of an editable link; empty if it sent none, or no valid one
 * @param malformed true if it sent a key that is none
 * @param network its address; the first 64 bits of an IPv6 address
 */
public record Visitor(String space, String editHash, boolean malformed, String network) {
  /** The header with the key of the sender's space. */
  public static final String KEY = "Podlane-Key";

  /** The header with the token of an editable link. */
  public static final String TOKEN = "Podlane-Edit-Token";

  /** Nobody in particular, for work that no request asked for. */
  static final Visitor NOBODY = new Visitor("", "", false, "");

  /** Reads the headers of a request. */
  static Visitor of(HttpServletRequest request) {
    String key = request.getHeader(KEY);
    String space = hash(key);
    return new Visitor(
        space,
        hash(request.getHeader(TOKEN)),
        key != null && space.isEmpty(),
        network(request.getRemoteAddr()));
  }

  private static String hash(@Nullable String secret) {
    return secret == null ? "" : Secret.hash(secret.strip()).orElse("");
  }

  /** One customer commonly has a whole /64 (RFC 6177), so that is counted as one address. */
  static String network(@Nullable String address) {
    return address == null
        ? ""
        : Ip.tryParse(address.split("%", 2)[0])
            .filter(ip -> !ip.isV4())
            .map(ip -> Long.toHexString(ip.high()))
            .orElse(address);
  }
}
