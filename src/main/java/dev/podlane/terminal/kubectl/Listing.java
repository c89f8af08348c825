package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.console.command.CommandException;
import dev.podlane.terminal.table.Columns;
import dev.podlane.time.state.State;
import dev.podlane.workspace.ObjectText;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code kubectl get}, with kubectl's columns as far as manifests tell them. */
final class Listing {
  private static final Set<String> WIDE = Set.of("Node", "Namespace");

  private final Workspace workspace;
  private final State state;
  private final KubectlWords words;
  private final ObjectText objects;

  Listing(Workspace workspace, State state, KubectlWords words) {
    this.workspace = workspace;
    this.state = state;
    this.words = words;
    this.objects = new ObjectText(state);
  }

  String list() {
    Asked asked =
        Asked.of(words, "get KIND[,KIND] [NAME ...] [-o wide|yaml|json|name] [-l SELECTOR]");
    boolean all = words.has("A", "all-namespaces");
    if (asked.kinds().equals(List.of("Event"))) {
      return events(all);
    }
    List<ObjectRef> shown = new ArrayList<>();
    for (String kind : asked.kinds()) {
      objects.all(kind).stream()
          .filter(ref -> all || ref.namespace().isEmpty() || isHere(ref))
          .filter(ref -> isMeant(ref, asked))
          .forEach(shown::add);
    }
    for (Named each : asked.named()) {
      if (shown.stream().noneMatch(ref -> each.isFor(ref))) {
        throw each.notFound();
      }
    }
    String form = words.value("output", "o", "");
    return switch (form) {
      case "yaml", "json" -> objects.text(shown, form.equals("yaml"));
      case "name" ->
          shown.stream()
              .map(ref -> Named.resource(ref.kind()) + "/" + ref.name())
              .collect(Collectors.joining("\n"));
      case "", "wide" -> tables(asked.kinds(), shown, form.equals("wide"), all);
      default ->
          throw new CommandException(
              "error: unable to match a printer suitable for the output format \""
                  + form
                  + "\", allowed formats are: json,name,wide,yaml",
              1);
    };
  }

  private boolean isHere(ObjectRef ref) {
    return ref.namespace().equals(words.namespace());
  }

  private boolean isMeant(ObjectRef ref, Asked asked) {
    boolean isNamed =
        asked.named().isEmpty() || asked.named().stream().anyMatch(each -> each.isFor(ref));
    Selector selector = asked.selector();
    return isNamed && (selector.isEverything() || selector.matches(objects.labels(ref)));
  }

  /** A table for each kind; several have the kind before each name. */
  private String tables(List<String> kinds, List<ObjectRef> shown, boolean wide, boolean all) {
    if (shown.isEmpty()) {
      boolean isWide = all || kinds.stream().allMatch(WIDE::contains);
      return "No resources found" + (isWide ? "" : " in " + words.namespace() + " namespace.");
    }
    return kinds.stream()
        .map(kind -> shown.stream().filter(ref -> ref.kind().equals(kind)).toList())
        .filter(ofKind -> !ofKind.isEmpty())
        .map(ofKind -> table(ofKind, wide, all, kinds.size() > 1))
        .collect(Collectors.joining("\n\n"));
  }

  private String table(List<ObjectRef> shown, boolean wide, boolean all, boolean prefixed) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(head(shown.get(0).kind(), wide));
    Rows cells = new Rows(state, wide);
    for (ObjectRef ref : shown) {
      List<String> row = new ArrayList<>(cells.of(ref));
      if (prefixed) {
        row.set(0, Named.resource(ref.kind()) + "/" + row.get(0));
      }
      rows.add(row);
    }
    if (all && !shown.get(0).namespace().isEmpty()) {
      for (int i = 0; i < rows.size(); i++) {
        List<String> row = new ArrayList<>(rows.get(i));
        row.add(0, i == 0 ? "NAMESPACE" : shown.get(i - 1).namespace());
        rows.set(i, row);
      }
    }
    return String.join("\n", Columns.of(rows));
  }

  private static List<String> head(String kind, boolean wide) {
    String text =
        switch (kind) {
          case "Pod" ->
              "NAME READY STATUS RESTARTS AGE"
                  + (wide ? " IP NODE NOMINATED_NODE READINESS_GATES" : "");
          case "Node" -> "NAME STATUS ROLES AGE VERSION" + (wide ? " INTERNAL-IP EXTERNAL-IP" : "");
          case "Service" ->
              "NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE" + (wide ? " SELECTOR" : "");
          case "EndpointSlice" -> "NAME ADDRESSTYPE PORTS ENDPOINTS AGE";
          case "NetworkPolicy" -> "NAME POD-SELECTOR AGE";
          case "Namespace" -> "NAME STATUS AGE";
          case "CronJob" -> "NAME SCHEDULE TIMEZONE SUSPEND ACTIVE LAST_SCHEDULE AGE";
          case "HorizontalPodAutoscaler" -> "NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE";
          case "Deployment" ->
              "NAME READY UP-TO-DATE AVAILABLE AGE" + (wide ? " CONTAINERS IMAGES SELECTOR" : "");
          case "ReplicaSet" ->
              "NAME DESIRED CURRENT READY AGE" + (wide ? " CONTAINERS IMAGES SELECTOR" : "");
          case "StatefulSet" -> "NAME READY AGE" + (wide ? " CONTAINERS IMAGES" : "");
          case "DaemonSet" ->
              "NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE_SELECTOR AGE"
                  + (wide ? " CONTAINERS IMAGES SELECTOR" : "");
          case "Job" ->
              "NAME STATUS COMPLETIONS DURATION AGE" + (wide ? " CONTAINERS IMAGES SELECTOR" : "");
          case "PodDisruptionBudget" ->
              "NAME MIN_AVAILABLE MAX_UNAVAILABLE ALLOWED_DISRUPTIONS AGE";
          default -> "NAME";
        };
    List<String> head = new ArrayList<>();
    for (String each : text.split(" ", -1)) {
      head.add(each.replace('_', ' '));
    }
    return head;
  }

  private String events(boolean all) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"));
    for (EventRows.Row each : new EventRows(workspace, state).all()) {
      String namespace = each.kind().equals("Node") ? "default" : each.entry().object().namespace();
      if (all || namespace.equals(words.namespace())) {
        String about = each.kind().toLowerCase(Locale.ROOT) + "/" + each.name();
        String age = Ages.of(state.now(), each.entry().at());
        rows.add(List.of(age, each.type(), each.reason(), about, each.text()));
      }
    }
    return rows.size() == 1
        ? "No resources found" + (all ? "" : " in " + words.namespace() + " namespace.")
        : String.join("\n", Columns.of(rows));
  }
}
