package dev.podlane.cli;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.answer.trace.Traces;
import dev.podlane.workspace.PlainProbe;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Workspace;
import java.util.List;

/**
 * Loads the classes that every question needs on another processor, while this one reads the words
 * and the files: loading them is most of a short answer's time. It walks a packet in a cluster of
 * two pods and a policy, whose answer nobody reads.
 */
final class Preloading {
  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: c}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: b
        labels: {app: b}
      spec:
        containers:
        - name: c
          ports:
          - containerPort: 80
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: b}
      spec: {selector: {app: b}, ports: [{port: 80}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: b}
      spec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: x}}}]}]}
      """;

  private Preloading() {}

  /** Begins; the process does not wait for it to end. */
  static void begin() {
    Thread thread = new Thread(Preloading::walk, "preloading");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((any, failure) -> {}); // the answer does not depend on it
    thread.start();
  }

  private static void walk() {
    Workspace workspace = Workspace.open("", CLUSTER);
    WalkRun run = workspace.run(List.of(PlainProbe.of("a", "b", null, "80").request()), () -> true);
    Localizer words = new Localizer(new Messages(Language.EN, List.of("step")), Language.EN);
    new Traces(run, words).outcome(run.next());
  }
}
