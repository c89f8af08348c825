package dev.podlane.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** The address under which other machines reach this server, as far as it can be known here. */
@Component
public class Reach {
  /** RFC 5737: an address of nobody. Nothing is sent to it; only the route is looked up. */
  private static final String ELSEWHERE = "192.0.2.1";

  private static final int DISCARD = 9;

  private final @Nullable InetAddress bound;

  /** The reach of the server with these settings. */
  public Reach(ServerProperties server) {
    this.bound = server.getAddress();
  }

  /** Returns true if only programs of this machine, such as a proxy, can reach the server. */
  public boolean isLoopbackOnly() {
    return bound != null && bound.isLoopbackAddress();
  }

  /**
   * The address that a request came to, if others can use it: a name that is not this machine's
   * alone. Else the machine's own address in its network, if the server listens there. Empty if
   * nobody else can reach it. Requests under foreign names were refused before.
   *
   * @return scheme, host and port, without a slash at the end
   */
  public Optional<String> address(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null && isOthers(Authority.ofOrigin(origin))) {
      return Optional.of(origin);
    }
    String host = request.getHeader("Host");
    if (host != null && isOthers(Authority.parse(host))) {
      return Optional.of(request.getScheme() + "://" + host.strip());
    }
    return isLoopbackOnly() ? Optional.empty() : own(request);
  }

  private static boolean isOthers(Optional<Authority> authority) {
    return authority.filter(each -> !each.isLoopback()).isPresent();
  }

  private Optional<String> own(HttpServletRequest request) {
    return Optional.ofNullable(bound)
        .filter(address -> !address.isAnyLocalAddress())
        .or(Reach::outward)
        .filter(address -> !address.isLoopbackAddress() && !address.isAnyLocalAddress())
        .map(InetAddress::getHostAddress)
        .map(ip -> ip.indexOf(':') < 0 ? ip : "[" + ip.replaceAll("%.*", "") + "]")
        .map(ip -> request.getScheme() + "://" + ip + ":" + request.getLocalPort());
  }

  /** The address of this machine on its way to others. */
  private static Optional<InetAddress> outward() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(ELSEWHERE, DISCARD));
      return Optional.of(socket.getLocalAddress());
    } catch (IOException | RuntimeException none) {
      return Optional.empty();
    }
  }

  /**
   * Returns true if an address that was found earlier can still be one of this server: a loopback
   * server has none of its own, and is reached through a proxy's name alone.
   */
  public boolean isStill(String address) {
    return !isLoopbackOnly()
        || Authority.ofOrigin(address).filter(each -> !each.isLiteral()).isPresent();
  }
}
