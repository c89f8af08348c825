package dev.podlane.workspace;

import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One end of a probe as it was written, taken apart but not looked up. */
sealed interface EndText {
  /** Kinds whose pods can be meant by the workload's name. */
  List<String> WORKLOADS =
      List.of(
          "deployment",
          "statefulset",
          "daemonset",
          "replicaset",
          "replicationcontroller",
          "job",
          "cronjob");

  /** Four numbers, or a block of addresses: such a text is meant as an address. */
  Pattern DOTTED = Pattern.compile("[0-9]{1,10}([.][0-9]{1,10}){3}(/[0-9]{1,10})?");

  /** An address, wherever it is: {@code 10.0.0.1} or {@code ip:10.0.0.1}. */
  record Address(Ip ip) implements EndText {}

  /** The sender itself, by its loopback address. */
  record Localhost() implements EndText {}

  /** A host outside the cluster: {@code ext:203.0.113.9}. */
  record External(Ip ip) implements EndText {}

  /** A machine: {@code node:node-1}. */
  record Machine(String name) implements EndText {}

  /** A pod or a workload with its kind: {@code deployment:shop/web}. */
  record Kinded(String kind, String name) implements EndText {}

  /**
   * A Service: {@code svc:shop/web}, or its load balancer: {@code lb:shop/web}.
   *
   * @param balancer true for the load balancer
   */
  record OfService(String name, boolean balancer) implements EndText {}

  /** A name that the sender resolves: {@code dns:web.shop}. */
  record Lookup(String name) implements EndText {}

  /** A form that cannot be used yet, such as {@code http:}. */
  record Unsupported(String form) implements EndText {}

  /**
   * A text in the place of an address, such as behind {@code ip:} or {@code ext:}, that is none.
   */
  record NoAddress(String text) implements EndText {}

  /** A name of anything else. */
  record Name(String text) implements EndText {}

  /**
   * An end with the port behind it.
   *
   * @param port as written; null if there is none
   */
  record Written(EndText end, @Nullable String port) {}

  /**
   * Takes a text apart.
   *
   * @param isNamespace tells if the whole text is the name of a network namespace
   */
  static Written parse(String text, Predicate<String> isNamespace) {
    String stripped = text.strip();
    Optional<Ip> whole = Ip.tryParse(stripped);
    if (whole.isPresent()) {
      return new Written(new Address(whole.get()), null);
    }
    if (isNamespace.test(stripped)) {
      return new Written(new Name(stripped), null);
    }
    int colon = stripped.indexOf(':');
    String prefix = colon < 0 ? "" : stripped.substring(0, colon).toLowerCase(Locale.ROOT);
    if (isForm(prefix)) {
      return ofForm(prefix, stripped.substring(colon + 1));
    }
    Written plain = withPort(stripped);
    String name = plain.end() instanceof Name written ? written.text() : "";
    if (name.equalsIgnoreCase("localhost")) {
      return new Written(new Localhost(), plain.port());
    }
    Optional<Ip> address = Ip.tryParse(name);
    if (address.isPresent()) {
      return new Written(new Address(address.get()), plain.port());
    }
    return DOTTED.matcher(name).matches() ? new Written(new NoAddress(name), plain.port()) : plain;
  }

  private static boolean isForm(String prefix) {
    return WORKLOADS.contains(prefix)
        || List.of("pod", "node", "svc", "lb", "ip", "ext", "dns", "http", "https")
            .contains(prefix);
  }

  private static Written ofForm(String prefix, String rest) {
    if (List.of("http", "https").contains(prefix)) {
      return new Written(new Unsupported(prefix), null);
    }
    Optional<Ip> whole = Ip.tryParse(rest);
    Written behind = whole.isPresent() ? new Written(new Name(rest), null) : withPort(rest);
    String name = behind.end() instanceof Name written ? written.text() : "";
    EndText end =
        switch (prefix) {
          case "ip", "ext" -> address(prefix, name);
          case "node" -> new Machine(name);
          case "dns" -> new Lookup(name);
          case "svc", "lb" -> new OfService(name, prefix.equals("lb"));
          default -> new Kinded(prefix, name);
        };
    return new Written(end, behind.port());
  }

  private static EndText address(String prefix, String text) {
    Optional<Ip> ip = Ip.tryParse(text);
    if (ip.isEmpty()) {
      return new NoAddress(text);
    }
    return prefix.equals("ip") ? new Address(ip.get()) : new External(ip.get());
  }

  /** Splits a port off; an IPv6 address before one stands in brackets. */
  private static Written withPort(String text) {
    int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
    if (bracket > 0) {
      String rest = text.substring(bracket + 1);
      String port = rest.startsWith(":") ? rest.substring(1) : null;
      return new Written(new Name(text.substring(1, bracket)), port);
    }
    int colon = text.lastIndexOf(':');
    return colon <= 0
        ? new Written(new Name(text), null)
        : new Written(new Name(text.substring(0, colon)), text.substring(colon + 1));
  }
}
