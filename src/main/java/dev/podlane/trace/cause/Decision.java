package dev.podlane.trace.cause;

import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.trace.cause.Cause.Code;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a step against a packet.
 *
 * @param code the kind of decision
 * @param device the device concerned, if one is
 * @param fields the deciding fields
 */
record Decision(Code code, @Nullable String device, List<Field> fields) {
  private static final int LISTENERS_NAMED = 5;

  Decision {
    fields = List.copyOf(fields);
  }

  /** Empty for a step that decides nothing against a packet. */
  static Optional<Decision> of(Step step) {
    Decision found = null;
    if (step instanceof SocketStep socket) {
      found = socket(socket);
    } else if (step instanceof NeighbourStep neighbour) {
      found = neighbour(neighbour);
    } else if (step instanceof IpStep ip) {
      found = ip(ip);
    } else if (step instanceof RuleStep.RulesRead read) {
      found = rules(read);
    }
    return Optional.ofNullable(found);
  }

  private static @Nullable Decision socket(SocketStep step) {
    if (step instanceof SocketStep.SocketMissing missing) {
      String wanted = lower(missing.protocol()) + " " + missing.address() + ":" + missing.port();
      Field listener = new Field("listener", wanted, listening(missing));
      return new Decision(Code.NO_SOCKET, null, List.of(listener));
    }
    if (step instanceof SocketStep.ReplyUnexpected reply) {
      String wanted = at(reply.wanted().toString(), reply.wantedPort());
      Field source = new Field("source", wanted, at(reply.from().toString(), reply.port()));
      return new Decision(Code.REPLY_MISMATCH, null, List.of(source));
    }
    return step instanceof SocketStep.SocketIgnored
        ? new Decision(Code.REPLY_MISMATCH, null, List.of())
        : null;
  }

  private static String at(String address, int port) {
    return port == 0 ? address : address + ":" + port;
  }

  /** Those of the protocol that there are, the first few. */
  private static @Nullable String listening(SocketStep.SocketMissing missing) {
    List<Listener> all =
        missing.sockets().listening().stream()
            .filter(each -> each.protocol() == missing.protocol())
            .toList();
    String named =
        all.stream()
            .limit(LISTENERS_NAMED)
            .map(each -> lower(each.protocol()) + " " + each.address() + ":" + each.port())
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? null : all.size() > LISTENERS_NAMED ? named + ", …" : named;
  }

  private static @Nullable Decision neighbour(NeighbourStep step) {
    if (step instanceof NeighbourStep.NeighbourFailed failed) {
      return unresolved(failed.device(), failed.ip().toString(), "FAILED");
    }
    if (step instanceof NeighbourStep.NeighbourMissing missing) {
      return unresolved(missing.device(), missing.ip().toString(), "INCOMPLETE");
    }
    if (step instanceof NeighbourStep.ArpIgnored ignored) {
      Code code =
          switch (ignored.why()) {
            case LOCAL_SENDER, REVERSE_PATH, BAD_SENDER -> Code.REVERSE_PATH;
            case PROXY_NO_ROUTE, PROXY_NO_FORWARDING -> Code.NO_ROUTE;
            default -> Code.NEIGHBOUR;
          };
      return new Decision(code, ignored.device(), ignored.fields());
    }
    return step instanceof NeighbourStep.NeighbourWaiting waiting
        ? unresolved(waiting.device(), waiting.ip().toString(), "INCOMPLETE")
        : null;
  }

  private static Decision unresolved(String device, String ip, String state) {
    return new Decision(
        Code.NEIGHBOUR, device, List.of(new Field("neighbour " + ip, "REACHABLE", state)));
  }

  private static @Nullable Decision ip(IpStep step) {
    if (step instanceof IpStep.RouteLookup lookup) {
      return route(lookup);
    }
    if (step instanceof IpStep.SourceRefused refused) {
      return new Decision(Code.REVERSE_PATH, refused.device(), refused.fields());
    }
    if (step instanceof IpStep.SourceChecked checked) {
      return new Decision(Code.REVERSE_PATH, checked.device(), List.of());
    }
    if (step instanceof IpStep.ForwardingChecked checked) {
      Field forwarding = Field.conf(checked.device(), "forwarding", 1, 0);
      return new Decision(Code.NO_ROUTE, checked.device(), List.of(forwarding));
    }
    if (step instanceof IpStep.TooBig big) {
      String mtu = Integer.toString(big.mtu());
      Field length = new Field("length", mtu, Integer.toString(big.length()));
      return new Decision(Code.MTU, big.device(), List.of(length));
    }
    return step instanceof IpStep.FragmentHeld held
        ? new Decision(
            Code.MTU, null, List.of(new Field("fragments", null, Integer.toString(held.held()))))
        : null;
  }

  private static Decision route(IpStep.RouteLookup lookup) {
    RouteDecision decision = lookup.decision();
    String had =
        decision instanceof RouteDecision.Refused refused
            ? refused.row().type().text() + " " + refused.row().destination()
            : decision instanceof RouteDecision.RefusedByRule refused
                ? refused.type().text()
                : decision instanceof RouteDecision.Broadcast ? "broadcast" : null;
    Field route = new Field("route", lookup.query().destination().toString(), had);
    boolean leads =
        decision instanceof RouteDecision.Unicast || decision instanceof RouteDecision.Local;
    return new Decision(Code.NO_ROUTE, null, leads ? List.of() : List.of(route));
  }

  private static Decision rules(RuleStep.RulesRead read) {
    Verdict verdict = read.verdict();
    if (verdict.ending() instanceof Ending.Unknown unknown) {
      return new Decision(
          Code.NOT_SIMULATED, null, List.of(new Field("rule", null, unknown.text())));
    }
    boolean isPolicy = verdict.by() == null && verdict.ending() instanceof Ending.Dropped;
    List<Field> fields =
        isPolicy
            ? List.of(new Field("policy of " + read.hook().name(), "ACCEPT", "DROP"))
            : List.of();
    return new Decision(Code.RULE, null, fields);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
