package dev.podlane.bench;

import dev.podlane.net.addr.Protocol;
import dev.podlane.time.Course;
import dev.podlane.time.Moment;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A rolling update of a Deployment of 1,000 replicas in a cluster of 5,000 nodes and 150,000 pods:
 * the computation of one event of its course, and the first walk at a moment that nobody has looked
 * at, each beside opening the cluster. Ends with status 1 if one is more than it may be.
 */
public final class CourseRounds {
  private static final int NODES = 5_000;
  private static final int DEPLOYMENTS = 150;
  private static final int REPLICAS = 1_000;
  private static final int ROUNDS = 3;
  private static final int MOMENTS = 40;

  private CourseRounds() {}

  /** Runs. */
  public static void main(String[] none) {
    String text = manifests();
    boolean isWell = true;
    for (int round = 0; round < ROUNDS; round++) {
      isWell = round(text);
    }
    if (!isWell) {
      System.out.println("\nmore than it may be");
      System.exit(1);
    }
  }

  private static boolean round(String text) {
    long start = System.nanoTime();
    Workspace opened = Workspace.open("", text);
    double opening = millisSince(start);
    course(opened); // the beginning is known from here on
    start = System.nanoTime();
    Workspace rolled = opened.with(image(0, 0));
    Course course = course(rolled);
    double rolling = millisSince(start);
    int events = course.entries().size();
    System.out.printf(
        Locale.ROOT,
        "%nopening %.0f ms; %d events at %d moments, ending at %.1f s, in %.0f ms%n",
        opening,
        events,
        course.moments().size(),
        course.end().now() / 1e3,
        rolling);
    boolean isWell = row("one event: its course, ms", rolling / events, opening, 1e-3);
    isWell &= row("one event: its network, ms", networks(rolled, course) / events, opening, 1e-3);
    return row("first walk at a moment, ms", moments(rolled, course), opening, 1e-1) && isWell;
  }

  /** The time that the networks of all moments take together, in milliseconds. */
  private static double networks(Workspace rolled, Course course) {
    long start = System.nanoTime();
    int size = 0;
    for (Moment each : course.moments()) {
      size += rolled.atMoment(each.state().now()).network().namespaces().size();
    }
    double millis = millisSince(start);
    if (size < course.moments().size() * NODES) {
      throw new IllegalStateException("" + size);
    }
    return millis;
  }

  private static double moments(Workspace rolled, Course course) {
    List<Moment> all = course.moments();
    double[] millis = new double[MOMENTS];
    int delivered = 0;
    for (int i = 0; i < MOMENTS; i++) {
      long at = all.get((int) ((i + 0.5) / MOMENTS * all.size())).state().now();
      ProbeRequest request =
          new ProbeRequest(
              "default/client", "svc:default/d0", Protocol.TCP, 80, Probe.DEFAULT_TTL, true, 0);
      long start = System.nanoTime();
      Outcome outcome = rolled.atMoment(at).walk(List.of(request)).get(0).trace().outcome();
      millis[i] = millisSince(start);
      delivered += outcome.result() == Outcome.Result.DELIVERED ? 1 : 0;
    }
    if (delivered < MOMENTS / 2) { // some reach a pod that is ending, as without a preStop hook
      throw new IllegalStateException(delivered + " walks were delivered");
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "walks at %d moments: %.1f – %.1f – %.1f ms%n",
        MOMENTS,
        millis[0],
        millis[MOMENTS / 2],
        millis[MOMENTS - 1]);
    return millis[MOMENTS / 2];
  }

  private static boolean row(String what, double value, double beside, double most) {
    double ratio = value / beside;
    System.out.printf(
        Locale.ROOT,
        "%-28s %10.3f: 1/%.0f of opening, may be 1/%.0f%n",
        what,
        value,
        1 / ratio,
        1 / most);
    return ratio <= most;
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static Course course(Workspace of) {
    return of.course().orElseThrow();
  }

  private static Edit image(int deployment, long at) {
    ObjectName name = new ObjectName("Deployment", "default", "d" + deployment);
    Event.FieldChange change =
        new Event.FieldChange(name, "spec.template.spec.containers[0].image", "\"i:2\"");
    return Edit.asked("e" + deployment, new Event.Timed(at, change), Instant.EPOCH);
  }

  private static String manifests() {
    StringBuilder text =
        new StringBuilder("apiVersion: podlane.dev/v1\nkind: ClusterNetwork\nmetadata: {name: n}\n")
            .append("spec: {nodeNetwork: {cidr: 10.100.0.0/16, gateway: 10.100.0.1}, ")
            .append("podCIDR: 10.128.0.0/9, serviceCIDR: 172.20.0.0/16}\n");
    for (int node = 0; node < NODES; node++) {
      text.append("---\n{apiVersion: v1, kind: Node, metadata: {name: node-" + node + "}}\n");
    }
    text.append("---\n{apiVersion: v1, kind: Pod, metadata: {name: client}, ")
        .append("spec: {containers: [{name: c, image: i}]}}\n");
    for (int i = 0; i < DEPLOYMENTS; i++) {
      String labels = "{app: d" + i + "}";
      text.append("---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: d" + i + "}, ")
          .append("spec: {replicas: " + REPLICAS + ", selector: {matchLabels: " + labels + "}, ")
          .append("template: {metadata: {labels: " + labels + "}, spec: {containers: ")
          .append("[{name: c, image: i, ports: [{containerPort: 80}]}]}}}}\n")
          .append("---\n{apiVersion: v1, kind: Service, metadata: {name: d" + i + "}, ")
          .append("spec: {selector: " + labels + ", ports: [{port: 80}]}}\n");
    }
    return text.toString();
  }
}
