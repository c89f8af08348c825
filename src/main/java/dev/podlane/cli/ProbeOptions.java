package dev.podlane.cli;

import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.PlainProbe;
import dev.podlane.workspace.ProbeRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The probe that is asked about. */
final class ProbeOptions {
  @Option(
      names = "--from",
      paramLabel = "END",
      description = {
        "The sender: ns/pod, a workload, node:NAME, gateway, an address, ext:ADDRESS.",
        "ext:203.0.113.9 if left out where --to is a URL."
      })
  private @Nullable String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "END",
      description =
          "The destination: the same, or svc:ns/name[:PORT], lb:ns/name, dns:NAME, a URL.")
  private String to = "";

  @Option(names = "--port", paramLabel = "PORT", description = "A number, or a port's name.")
  private @Nullable String port;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      description = "tcp, udp or icmp; tcp if left out where there is a port, else icmp.")
  private @Nullable Protocol protocol;

  @Option(names = "--family", paramLabel = "FAMILY", description = "ipv4 or ipv6.")
  private Family family = Family.IPV4;

  @Option(
      names = "--via",
      paramLabel = "NODE",
      description = "The node at which a packet from outside for a load balancer arrives.")
  private @Nullable String via;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Source of every choice by chance.")
  private long seed;

  @Option(
      names = "--header",
      paramLabel = "NAME: VALUE",
      description = "Where --to is a URL: a header of the request; may be given several times.")
  private List<String> headers = List.of();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "Where --to is a URL: the method; GET if left out.")
  private @Nullable String method;

  /** Versions of IP. */
  enum Family {
    IPV4,
    IPV6
  }

  /** The probe with the usual values filled in. */
  ProbeRequest request(CommonOptions common) {
    if (from == null && !HttpUrl.isOne(to)) {
      throw common.usage("Missing required option: '--from=END'");
    }
    if (port != null && port.matches("-?[0-9]+") && !isPort(port)) {
      throw common.usage("--port is a port's name or a number from 1 to 65535, not " + port);
    }
    String sender = from == null ? ProbeRequest.CLIENT : from;
    PlainProbe plain = new PlainProbe(sender, to, protocol, port, via, seed, family == Family.IPV6);
    boolean isRequest = method != null || !headers.isEmpty();
    if (isRequest && !plain.isUrl()) {
      throw common.usage("--header and --method need a URL as --to");
    }
    return isRequest ? plain.asking(method, headers(common)) : plain.request();
  }

  private Map<String, String> headers(CommonOptions common) {
    Map<String, String> all = new TreeMap<>();
    for (String each : headers) {
      int colon = each.indexOf(':');
      if (colon < 1) {
        throw common.usage("--header is NAME: VALUE, not " + each);
      }
      all.put(each.substring(0, colon).strip(), each.substring(colon + 1).strip());
    }
    return all;
  }

  /** Returns true for a number from 1 to 65535. */
  static boolean isPort(String text) {
    return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535;
  }

  /** The probe in one line. */
  static String title(ProbeRequest asked) {
    String protocol = asked.protocol().word();
    return asked.from()
        + " → "
        + asked.to()
        + ", "
        + protocol
        + (asked.port() == null ? "" : " port " + asked.port());
  }
}
