package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.compile.cni.Segment;
import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.time.begin.Workloads;
import dev.podlane.time.event.Happening;
import dev.podlane.time.event.Planned;
import dev.podlane.time.event.SettingChange;
import dev.podlane.time.template.TemplateReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns events of the time line into what happens there. */
final class Plans {
  private static final long SECOND = 1_000;

  private final List<Step> steps = new ArrayList<>();
  private final String begin;
  private List<Document> documents;
  private SettledDocuments settled;
  private String history = "";

  /**
   * An event, and all that is known behind it.
   *
   * @param documents as they are behind it
   * @param settled the last of which a cluster was asked for
   * @param history the ids of the events about objects so far
   */
  private record Step(
      Edit edit,
      Planned planned,
      List<Document> documents,
      SettledDocuments settled,
      String history) {}

  private Plans(Desired origin, boolean hasEnds) {
    this.documents = origin.documents();
    Cluster cluster = origin.cluster();
    this.settled =
        cluster == null || hasEnds
            ? SettledDocuments.of(documents)
            : SettledDocuments.of(documents, cluster);
    this.begin = Integer.toHexString(System.identityHashCode(origin));
  }

  /**
   * The plan of events, which are taken in the order of their moments.
   *
   * @param hasEnds true if pods or containers have ended before time begins
   * @param before a plan from the same origin, which may begin with the same events; null if there
   *     is none
   */
  static Plans of(Desired origin, List<Edit> timed, boolean hasEnds, @Nullable Plans before) {
    List<Edit> sorted = new ArrayList<>(timed);
    sorted.sort(Comparator.comparingLong(edit -> ((Event.Timed) edit.event()).at()));
    Plans plans = new Plans(origin, hasEnds);
    int same = 0;
    while (before != null
        && same < Math.min(sorted.size(), before.steps.size())
        && before.steps.get(same).edit().equals(sorted.get(same))) {
      plans.take(before.steps.get(same++));
    }
    sorted.subList(same, sorted.size()).forEach(plans::plan);
    return plans;
  }

  private void take(Step step) {
    steps.add(step);
    documents = step.documents();
    settled = step.settled();
    history = step.history();
  }

  private void plan(Edit edit) {
    Event.Timed event = (Event.Timed) edit.event();
    Happening what = happening(edit.id(), event.what());
    Happening happening = what == null ? Happening.NOTHING : what;
    Planned planned = new Planned(event.at(), edit.id(), happening);
    steps.add(new Step(edit, planned, documents, settled, history));
  }

  /** The events as they are planned, in the order of their moments. */
  List<Planned> planned() {
    return steps.stream().map(Step::planned).toList();
  }

  private @Nullable Happening happening(String id, Event event) {
    if (event instanceof Event.PodEnd end) {
      return new Happening.Kill(end.pod(), end.container());
    }
    if (event instanceof Event.CableChange change) {
      return new Happening.Cable(change.device(), change.plugged(), nodeBehind(change));
    }
    if (event instanceof Event.Commands commands) {
      return new Happening.Commands(commands.namespace(), commands.text());
    }
    if (event instanceof Event.Act act) {
      return act(act);
    }
    return objects(id, event);
  }

  /** A change of objects: of a workload by itself, of anything else as another cluster. */
  private @Nullable Happening objects(String id, Event event) {
    try {
      if (event instanceof Event.FieldChange change && !change.isDeletion()) {
        Event.FieldChange found = found(change);
        documents = ObjectChanges.apply(documents, event);
        if (Workloads.isOne(found.object().kind())) {
          return new Happening.Rewrite(key(found.object()), new TreeEdit(found));
        }
      } else {
        documents = ObjectChanges.apply(documents, event);
      }
    } catch (ChangeException | DocumentException no) {
      return null;
    }
    history += id + " ";
    SettledDocuments now = settled.changed(documents);
    settled = now;
    return new Happening.Rebase(begin + " " + history, now::cluster);
  }

  private Event.FieldChange found(Event.FieldChange change) {
    ObjectTrees.Found found = ObjectTrees.find(ObjectTrees.of(documents), change.object());
    return new Event.FieldChange(found.settled(), change.path(), change.json());
  }

  private static String key(ObjectName name) {
    return name.kind() + " " + name.namespace() + "/" + name.name();
  }

  /** The namespace whose {@link Segment#NIC} a cable ends in; it may be no node's. */
  private static String nodeBehind(Event.CableChange change) {
    String end = "/" + Segment.NIC;
    String device = change.device();
    return device.endsWith(end) ? device.substring(0, device.length() - end.length()) : "";
  }

  private static @Nullable Happening act(Event.Act act) {
    String target = act.target();
    return switch (act.act()) {
      case DELETE_POD -> new Happening.DeletePod(target, grace(act.detail()));
      case LABEL_POD -> label(target, act.detail());
      case ROLLBACK -> new Happening.Rollback(target, revision(act.detail()));
      case FAIL_READINESS -> new Happening.Probe(target, act.detail(), false, false);
      case PASS_READINESS -> new Happening.Probe(target, act.detail(), false, true);
      case FAIL_LIVENESS -> new Happening.Probe(target, act.detail(), true, false);
      case PASS_LIVENESS -> new Happening.Probe(target, act.detail(), true, true);
      case FAIL -> new Happening.Fail(target, act.detail(), true);
      case PASS -> new Happening.Fail(target, act.detail(), false);
      case CORDON -> new Happening.Cordon(target, false);
      case UNCORDON -> new Happening.Cordon(target, true);
      case DRAIN -> new Happening.Drain(target);
      case LOSE_NODE -> new Happening.Machine(target, false);
      case RETURN_NODE -> new Happening.Machine(target, true);
      case STOP_PROXY -> new Happening.Proxy(target, false);
      case START_PROXY -> new Happening.Proxy(target, true);
      case PROXY_MODE ->
          new Happening.ProxyMode(
              target,
              act.detail().equals(KubeProxy.Mode.NFTABLES.text())
                  ? KubeProxy.Mode.NFTABLES
                  : KubeProxy.Mode.IPTABLES);
      case FIRE -> new Happening.Fire(target);
      case SET -> {
        Optional<SettingChange> change = SettingChange.of(target, act.detail());
        yield change.map(Happening.Set::new).orElse(null);
      }
    };
  }

  /** A label as kubectl names it: {@code KEY=VALUE}, or {@code KEY-} to take it away. */
  private static Happening label(String pod, String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Happening.Label(pod, text.substring(0, Math.max(0, text.length() - 1)), null)
        : new Happening.Label(pod, text.substring(0, equals), text.substring(equals + 1));
  }

  private static @Nullable Long grace(String seconds) {
    OptionalLong millis = TemplateReader.millis(seconds);
    return millis.isPresent() ? millis.getAsLong() : null;
  }

  private static long revision(String text) {
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
  }

  /** Seconds as milliseconds. */
  static long millis(double seconds) {
    return Math.round(seconds * SECOND);
  }
}
