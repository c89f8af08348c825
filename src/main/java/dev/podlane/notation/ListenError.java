package dev.podlane.notation;

import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;

/**
 * A socket that could not be opened, as recordings note it.
 *
 * @param ns namespace
 * @param proto tcp or udp
 * @param ip address asked for
 * @param port port asked for
 * @param name program that made the call
 * @param call the call that failed, always bind
 * @param errno EADDRINUSE or EADDRNOTAVAIL
 */
public record ListenError(
    String ns, String proto, String ip, int port, String name, String call, String errno) {
  /** All of a network, in the order of its namespaces. */
  public static List<ListenError> of(Network network) {
    List<ListenError> errors = new ArrayList<>();
    for (NetworkNamespace ns : network.namespaces().values()) {
      for (BindFailure failure : ns.sockets().failed()) {
        String protocol = failure.wanted().protocol().word();
        errors.add(
            new ListenError(
                ns.name(),
                protocol,
                failure.wanted().address().toString(),
                failure.wanted().port(),
                failure.wanted().name(),
                "bind",
                failure.errno()));
      }
    }
    return errors;
  }
}
