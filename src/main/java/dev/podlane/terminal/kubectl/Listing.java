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
import java.util.stream.Collectors;

/** {@code kubectl get}, with kubectl's columns as far as manifests tell them. */
final class Listing {
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
    String word = words.operand(0, "get KIND [NAME] [-o wide|yaml|json|name] [-l SELECTOR]");
    boolean isNamed = word.indexOf('/') >= 0 || words.operands().size() > 1;
    Named named = isNamed ? Named.of(words, 0, "get KIND NAME") : null;
    String kind = named == null ? Named.kind(word) : named.kind();
    boolean all = words.has("A", "all-namespaces");
    if (kind.equals("Event")) {
      return events(all);
    }
    Selector selector = Selector.of(words.value("selector", "l", ""));
    List<ObjectRef> shown = new ArrayList<>();
    for (ObjectRef ref : objects.all(kind)) {
      boolean isHere =
          all || ref.namespace().isEmpty() || ref.namespace().equals(words.namespace());
      boolean isMeant = named == null || ref.name().equals(named.name());
      if (isHere && isMeant && (selector.isEverything() || selector.matches(objects.labels(ref)))) {
        shown.add(ref);
      }
    }
    if (named != null && shown.isEmpty()) {
      throw named.notFound();
    }
    String form = words.value("output", "o", "");
    return switch (form) {
      case "yaml", "json" -> objects.text(shown, form.equals("yaml"));
      case "name" ->
          shown.stream()
              .map(ref -> Named.resource(kind) + "/" + ref.name())
              .collect(Collectors.joining("\n"));
      case "", "wide" -> table(kind, shown, form.equals("wide"), all);
      default ->
          throw new CommandException(
              "error: unable to match a printer suitable for the output format \""
                  + form
                  + "\", allowed formats are: json,name,wide,yaml",
              1);
    };
  }

  private String table(String kind, List<ObjectRef> shown, boolean wide, boolean all) {
    if (shown.isEmpty()) {
      boolean isWide = all || kind.equals("Node") || kind.equals("Namespace");
      return "No resources found" + (isWide ? "" : " in " + words.namespace() + " namespace.");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(head(kind, wide));
    Rows cells = new Rows(state, wide);
    shown.forEach(ref -> rows.add(cells.of(ref)));
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
          case "Node" -> "NAME STATUS ROLES" + (wide ? " INTERNAL-IP" : "");
          case "Service" -> "NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S)" + (wide ? " SELECTOR" : "");
          case "EndpointSlice" -> "NAME ADDRESSTYPE PORTS ENDPOINTS";
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
