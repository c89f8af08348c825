package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.NamespaceKind;
import dev.podlane.compile.Origin;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Joins a decision of the engine with the object and field of the input it comes from. */
public final class CauseOrigins {
  private static final String OUTSIDE = "outside";
  private static final String ANNOTATION = "podlane.dev/listen";

  private final Workspace workspace;

  /** Origins in an opened cluster. */
  public CauseOrigins(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the part of the input that a decision about a probe comes from. */
  public CauseOrigin of(Walked walked, Cause cause) {
    CauseOrigin found = found(walked, cause);
    return isAssumed(found.object()) ? new CauseOrigin(found.code(), null, null) : found;
  }

  /** Returns true for an object that was assumed for the cluster, and is in no document. */
  private boolean isAssumed(@Nullable ObjectRef object) {
    return object != null
        && object.kind().equals("ClusterNetwork")
        && workspace.cluster().filter(all -> all.sources().containsKey(object)).isEmpty();
  }

  private CauseOrigin found(Walked walked, Cause cause) {
    if (cause.code() == Cause.Code.DNS) {
      String dns = cause.code().text();
      return NameCause.of(workspace, walked)
          .map(name -> new CauseOrigin(dns, name.object(), name.path()))
          .orElse(new CauseOrigin(dns, null, null));
    }
    Optional<CauseOrigin> ofPolicy = PolicyFacts.of(workspace, cause).map(each -> of(each, cause));
    if (ofPolicy.isPresent()) {
      return ofPolicy.get();
    }
    Optional<CauseOrigin> ofService = new ServiceCauses(workspace).of(walked, cause);
    if (ofService.isPresent()) {
      return ofService.get();
    }
    boolean isLost = Outside.isLost(walked.trace());
    String code = isLost || isOutside(cause) ? OUTSIDE : cause.code().text();
    if (cause.reason() instanceof Reason.MissingFact fact) {
      return missing(walked, fact.code(), code);
    }
    NamespaceInfo info = workspace.info(cause.namespace()).orElse(null);
    if (info == null) {
      return written(cause, code);
    }
    Step decider = cause.decider();
    if (decider instanceof SocketStep.SocketMissing missing) {
      return listener(info, missing, code);
    }
    if (decider instanceof IpStep.RouteLookup lookup) {
      return route(info, lookup, code);
    }
    String device = cause.device();
    Origin origin =
        device == null || decider instanceof RuleStep
            ? null
            : workspace
                .origins()
                .butOfRules(cause.namespace())
                .get(ElementIds.device(info.name(), device));
    return new CauseOrigin(code, origin == null ? info.object() : origin.object(), null);
  }

  private static CauseOrigin of(PolicyFacts facts, Cause cause) {
    Because deciding = facts.deciding();
    String path = deciding.path().isEmpty() ? null : deciding.path();
    return new CauseOrigin(facts.code().orElse(cause.code().text()), deciding.object(), path);
  }

  /** A LinuxNetwork says everything about a namespace itself. */
  private CauseOrigin written(Cause cause, String code) {
    Optional<ObjectRef> document = workspace.description();
    if (document.isEmpty() || workspace.network().namespace(cause.namespace()).isEmpty()) {
      return new CauseOrigin(code, document.orElse(null), null);
    }
    String translator = cause.reason() instanceof Reason.Reply reply ? reply.translator() : null;
    String namespace = translator == null ? cause.namespace() : translator;
    String spec = "spec.namespaces." + namespace + ".";
    Step decider = cause.decider();
    boolean isSetting = cause.fields().stream().anyMatch(each -> each.name().startsWith("net."));
    String path;
    if (decider instanceof RuleStep) {
      path = spec + "iptables";
    } else if (decider instanceof SocketStep.SocketMissing) {
      path = spec + "listen";
    } else if (isSetting) {
      path = spec + "sysctls";
    } else if (decider instanceof IpStep.RouteLookup || cause.code() == Cause.Code.NO_ROUTE) {
      path = spec + "routes";
    } else {
      path = cause.device() == null ? null : spec + "devices." + cause.device();
    }
    return new CauseOrigin(code, document.get(), path);
  }

  /**
   * Returns true if the decision was made outside the cluster's networks, which no document
   * describes.
   */
  private boolean isOutside(Cause cause) {
    Cluster cluster = workspace.cluster().orElse(null);
    boolean isGateway =
        workspace
            .info(cause.namespace())
            .filter(info -> info.kind() == NamespaceKind.ROUTER)
            .isPresent();
    if (cluster == null
        || !isGateway
        || !(cause.decider() instanceof IpStep.RouteLookup lookup)
        || !(lookup.decision() instanceof RouteDecision.NoRoute)) {
      return false;
    }
    Ip to = lookup.query().destination();
    return Stream.of(
            cluster.network().nodeCidr(),
            cluster.network().podCidr(),
            cluster.network().serviceCidr())
        .noneMatch(prefix -> prefix.contains(to));
  }

  /** Finds the container that declares the port without listening on it, else all of them. */
  private CauseOrigin listener(NamespaceInfo info, SocketStep.SocketMissing missing, String code) {
    Optional<Pod> pod = pods().filter(each -> each.ref().equals(info.object())).findFirst();
    if (pod.filter(each -> each.traits().listens() != null).isPresent()) {
      return new CauseOrigin(
          code,
          info.object(),
          isTold(pod.get()) ? "metadata.annotations[" + ANNOTATION + "]" : "status");
    }
    boolean hasContainers = info.kind() == NamespaceKind.CONTAINER || pod.isPresent();
    String all = hasContainers ? "spec.containers" : null;
    return new CauseOrigin(
        code, info.object(), pod.flatMap(each -> port(each, missing.port())).orElse(all));
  }

  /** Returns true if the annotation says who listens, and not the state of its containers. */
  private boolean isTold(Pod pod) {
    Source own = source(pod.ref());
    Source owner = source(pod.owner());
    return (own != null && isAnnotated(own.value()))
        || (owner != null && isAnnotated(owner.value().map("spec").map("template")));
  }

  private @Nullable Source source(@Nullable ObjectRef ref) {
    return workspace
        .cluster()
        .map(each -> ref == null ? null : each.sources().get(ref))
        .orElse(null);
  }

  private static boolean isAnnotated(MapValue tree) {
    return tree.map("metadata").map("annotations").get(ANNOTATION).isPresent();
  }

  private static Optional<String> port(Pod pod, int number) {
    List<Container> own = pod.containers().stream().filter(each -> !each.sidecar()).toList();
    for (int at = 0; at < own.size(); at++) {
      for (int port = 0; port < own.get(at).ports().size(); port++) {
        if (own.get(at).ports().get(port).number() == number) {
          return Optional.of("spec.containers[" + at + "].ports[" + port + "]");
        }
      }
    }
    return Optional.empty();
  }

  /** The object of the row that refuses; without a row, the one that would have to write it. */
  private CauseOrigin route(NamespaceInfo info, IpStep.RouteLookup lookup, String code) {
    if (lookup.decision() instanceof RouteDecision.Refused refused) {
      String id = ElementIds.route(info.name(), refused.table().name(), refused.row());
      Origin origin = workspace.origins().butOfRules(info.name()).get(id);
      return new CauseOrigin(code, origin == null ? null : origin.object(), null);
    }
    boolean isWritten =
        info.kind() == NamespaceKind.ROUTER
            && workspace.cluster().filter(c -> c.network().gatewayRoutes() != null).isPresent();
    return new CauseOrigin(code, info.object(), isWritten ? "spec.gatewayRoutes" : null);
  }

  private CauseOrigin missing(Walked walked, String fact, String code) {
    if (fact.equals(ServiceEnds.PENDING)) {
      return new ServiceCauses(workspace).pending(walked.request().to());
    }
    String path =
        switch (fact) {
          case "pod-finished" -> "status.phase";
          case NamedPods.NO_NODE, "pod-without-network" -> "spec.nodeName";
          case NamedPods.NO_ADDRESS, "pod-only-v6" -> "status.podIP";
          default -> null;
        };
    if (path == null) {
      return new CauseOrigin(code, null, null);
    }
    return Stream.of(walked.request().from(), walked.request().to())
        .flatMap(name -> pods().filter(pod -> isNamed(pod, name.strip()) && lacks(pod, fact)))
        .findFirst()
        .map(pod -> new CauseOrigin(code, pod.ref(), path))
        .orElse(new CauseOrigin(code, null, null));
  }

  private static boolean isNamed(Pod pod, String name) {
    String bare = name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':'));
    return pod.ref().path().equals(bare) || pod.name().equals(bare);
  }

  private static boolean lacks(Pod pod, String fact) {
    return switch (fact) {
      case "pod-finished" -> pod.isFinished();
      case NamedPods.NO_NODE -> pod.nodeName() == null;
      case NamedPods.NO_ADDRESS -> pod.podIp() == null;
      case "pod-only-v6" -> pod.isOnlyV6() || pod.podIp() == null;
      default -> true;
    };
  }

  private Stream<Pod> pods() {
    return workspace.cluster().stream().flatMap(cluster -> cluster.pods().stream());
  }

  /** The object a network namespace stands for; empty for one that no document names. */
  public Optional<ObjectRef> object(@Nullable String namespace) {
    return namespace == null
        ? Optional.empty()
        : workspace.info(namespace).map(NamespaceInfo::object);
  }
}
