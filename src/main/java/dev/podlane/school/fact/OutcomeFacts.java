package dev.podlane.school.fact;

import dev.podlane.cluster.dns.Resolution;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.filter.Branches.Branch;
import dev.podlane.scenario.term.Fact;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.cause.Backends;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.workspace.CauseOrigin;
import dev.podlane.workspace.CauseOrigins;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.PodNames;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts about the outcome of one walk. */
record OutcomeFacts(Workspace workspace, Walked walked) {
  private static final Fact NOTHING = new Fact.Nothing();

  private Outcome outcome() {
    return walked.trace().outcome();
  }

  /** The reason for which nothing about this walk is known; empty if it is. */
  Optional<Fact> unknown() {
    if (!walked.unsimulated().isEmpty()) {
      return Optional.of(new Fact.Unknown(walked.unsimulated().get(0).code()));
    }
    return outcome().result() == Outcome.Result.UNKNOWN
        ? Optional.of(
            new Fact.Unknown(Causes.of(walked.trace()).map(c -> c.code().text()).orElse("unknown")))
        : Optional.empty();
  }

  Fact result() {
    return Fact.of(outcome().result().text());
  }

  Fact errno() {
    String errno = outcome().errno();
    return errno == null ? NOTHING : Fact.of(errno);
  }

  Fact server(String field) {
    HttpAnswer http = walked.answer();
    Outcome.Server server =
        http == null || http.onward() == null || http.onward().trace().outcome().server() == null
            ? outcome().server()
            : http.onward().trace().outcome().server();
    if (server == null) {
      return NOTHING;
    }
    return switch (field) {
      case "ns" -> Fact.of(server.namespace());
      case "listener" -> Fact.of(server.listener());
      case "sees_src" -> Fact.of(server.seesSource().toString());
      case "sees_sport" -> Fact.of(server.seesPort());
      default -> Fact.of(server.local().toString());
    };
  }

  Fact icmp(String field) {
    Outcome.IcmpError error = outcome().icmp();
    if (error == null) {
      return NOTHING;
    }
    return switch (field) {
      case "type" -> Fact.of(error.type());
      case "code" -> Fact.of(error.code());
      case "from" -> Fact.of(error.from().toString());
      default -> error.mtu() == null ? NOTHING : Fact.of(error.mtu());
    };
  }

  Fact cause(String field) {
    Cause cause = Causes.of(walked.trace()).orElse(null);
    if (cause == null) {
      return NOTHING;
    }
    CauseOrigin origin = new CauseOrigins(workspace).of(walked, cause);
    ObjectRef object = origin.object();
    return switch (field) {
      case "code" -> Fact.of(origin.code());
      case "reason" -> Fact.of(reason(cause));
      case "netns" -> Fact.of(cause.namespace());
      case "device" -> cause.device() == null ? NOTHING : Fact.of(cause.device());
      default -> object == null ? NOTHING : Fact.of(object.toString());
    };
  }

  private static String reason(Cause cause) {
    Reason reason = cause.reason();
    return reason == null ? cause.code().text() : text(reason);
  }

  /** The reason as docs/outcomes.md calls it. */
  static String text(Reason reason) {
    if (reason instanceof Reason.Drop drop) {
      return drop.reason().name().toLowerCase(Locale.ROOT);
    }
    if (reason instanceof Reason.Unresolved unresolved) {
      return unresolved.code().toLowerCase(Locale.ROOT);
    }
    if (reason instanceof Reason.MissingFact fact) {
      return fact.code();
    }
    if (reason instanceof Reason.Reply reply) {
      return reply.fault().text();
    }
    return reason instanceof Reason.Loop ? "loop" : "limit";
  }

  /** Questions by ARP, each attempt counted, wherever they were asked. */
  Fact arp() {
    return Fact.of(
        walked.trace().hops().stream()
            .flatMap(hop -> hop.steps().stream())
            .filter(each -> each.step() instanceof NeighbourStep.ArpRequestSent)
            .count());
  }

  /** Seconds until the sender knew. */
  Fact took() {
    String sender = walked.trace().probe().namespace();
    long millis = 0;
    for (Hop hop : walked.trace().hops()) {
      for (Hop.StepRecord each : hop.steps()) {
        if (each.step() instanceof SocketStep.TimedOut out) {
          return seconds(out.millis());
        }
      }
      millis = hop.namespace().equals(sender) ? Math.max(millis, hop.timeMillis()) : millis;
    }
    return seconds(millis);
  }

  private static Fact seconds(long millis) {
    return new Fact.Amount(
        BigDecimal.valueOf(millis).divide(BigDecimal.valueOf(1_000), 1, RoundingMode.HALF_UP));
  }

  Fact http(String field) {
    HttpAnswer answer = walked.answer();
    if (answer == null) {
      return NOTHING;
    }
    return switch (field) {
      case "status" -> Fact.of(answer.status());
      case "pod" -> Fact.of(answer.pod());
      case "service" -> Fact.of(answer.service());
      default -> Fact.of(answer.forwardedFor());
    };
  }

  /** Names asked for, each once. */
  Fact tried() {
    NameLookup lookup = walked.lookup();
    if (lookup != null && isUnknown(lookup)) {
      return new Fact.Unknown("dns");
    }
    return lookup == null
        ? NOTHING
        : Fact.of(
            lookup.resolution().tries().stream()
                .map(each -> each.question().name())
                .distinct()
                .count());
  }

  private static boolean isUnknown(NameLookup lookup) {
    return !lookup.unsimulated().isEmpty()
        || lookup.resolution().result() == Resolution.Result.UNKNOWN;
  }

  Fact addresses() {
    NameLookup lookup = walked.lookup();
    if (lookup != null && isUnknown(lookup)) {
      return new Fact.Unknown("dns");
    }
    return lookup == null
        ? NOTHING
        : new Fact.Many(lookup.addresses().stream().map(ip -> Fact.of(ip.toString())).toList());
  }

  /** The endpoints that could have been chosen. */
  private List<Branch> branches() {
    return Backends.of(walked.trace());
  }

  Fact choices() {
    HttpAnswer http = walked.answer();
    return Fact.of(
        http == null || http.proxy().isEmpty() ? branches().size() : http.backends().size());
  }

  /** Returns true for the pod, and for the pods of a workload of that name. */
  private static boolean isOf(String wanted, @Nullable String pod) {
    return pod != null && (pod.equals(wanted) || pod.startsWith(wanted + "-"));
  }

  Fact share(String pod) {
    PodNames names = new PodNames(workspace);
    HttpAnswer http = walked.answer();
    double sum =
        http == null || http.proxy().isEmpty()
            ? branches().stream()
                .filter(each -> isOf(pod, names.behind(each.address(), each.port())))
                .mapToDouble(Branch::probability)
                .sum()
            : http.backends().stream()
                .filter(
                    each -> isOf(pod, names.behind(each.target().address(), each.target().port())))
                .mapToDouble(HttpAnswer.Backend::probability)
                .sum();
    return new Fact.Amount(BigDecimal.valueOf(sum).setScale(3, RoundingMode.HALF_UP));
  }
}
