package dev.podlane.bench;

import com.sun.management.ThreadMXBean;
import dev.podlane.answer.FindingsView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.finding.Findings;
import dev.podlane.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/**
 * Findings of many pods: time, allocations and heap for a quarter, half and all of them, with
 * policies and Services in proportion. Arguments: pods, policies, and {@code usual} or {@code
 * worst} as of {@link PairRounds}. Ends with status 1 if the last step takes more than it may.
 */
public final class FindingRounds {
  private static final int APPS = 100;
  private static final int NODE_PORTS = 2_000;

  /**
   * Twice the objects take at most so many times the time and the memory; four times would be
   * quadratic.
   */
  private static final double MOST = 3.3;

  private final boolean worst;
  private double seconds;
  private double allocated;

  private FindingRounds(boolean worst) {
    this.worst = worst;
  }

  /** Runs. */
  public static void main(String[] args) {
    int pods = Integer.parseInt(args[0]);
    int policies = Integer.parseInt(args[1]);
    FindingRounds rounds = new FindingRounds(args[2].equals("worst"));
    System.out.printf(
        Locale.ROOT,
        "%-8s %8s %8s %8s %9s %9s %9s %9s %9s%n",
        "pods",
        "services",
        "policies",
        "found",
        "seconds",
        "MB made",
        "kB kept",
        "kB JSON",
        "opening");
    rounds.round(pods / 10, policies / 10); // its code has run once
    rounds.round(pods / 4, policies / 4);
    rounds.round(pods / 2, policies / 2);
    double beforeSeconds = rounds.seconds;
    double beforeAllocated = rounds.allocated;
    rounds.round(pods, policies);
    if (rounds.seconds > MOST * beforeSeconds || rounds.allocated > MOST * beforeAllocated) {
      System.out.println("more than linear");
      System.exit(1);
    }
  }

  private void round(int about, int policies) {
    int pods = about / ManyPolicies.OF_NAMESPACE * ManyPolicies.OF_NAMESPACE;
    String text = ManyPolicies.text(pods, policies, worst, -1).strip();
    StringBuilder all = new StringBuilder(text.substring(0, text.length() - 2));
    int namespaces = pods / ManyPolicies.OF_NAMESPACE;
    for (int i = 0; i < namespaces * APPS; i++) {
      service(all, i / APPS, i % APPS, i);
    }
    double start = cpu();
    Workspace workspace = Workspace.open("findings.json", all.append("]}").toString());
    double opening = cpu() - start;
    long empty = used();
    double made = made();
    start = cpu();
    Findings findings = workspace.findings();
    seconds = cpu() - start;
    allocated = made() - made;
    long kept = used() - empty;
    Localizer words = new Localizer(new Messages(), Language.EN);
    JsonMapper json = JsonMapper.builder().build();
    FindingsView view = FindingsView.of(findings, words, json::readTree);
    int length = json.writeValueAsString(view).length();
    System.out.printf(
        Locale.ROOT,
        "%-8d %8d %8d %8d %9.2f %9.0f %9.0f %9.0f %9.1f%n",
        pods,
        namespaces * APPS,
        policies,
        findings.all().size() + findings.omitted(),
        seconds,
        allocated / 1e6,
        kept / 1e3,
        length / 1e3,
        opening);
    Reference.reachabilityFence(workspace);
  }

  /**
   * One in ten selects nothing, one in ten has a port that nobody hears, one in fifty a node port.
   */
  private static void service(StringBuilder text, int namespace, int app, int number) {
    boolean isOpen = app % 50 == 7 && number / 50 < NODE_PORTS;
    text.append(",\n{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"s-" + app)
        .append("\",\"namespace\":\"ns-" + namespace + "\"},\"spec\":{\"selector\":{\"app\":\"")
        .append(app % 10 == 3 ? "ap-" + app : "app-" + app)
        .append(isOpen ? "\"},\"type\":\"NodePort" : "\"},\"type\":\"ClusterIP")
        .append("\",\"ports\":[{\"name\":\"http\",\"port\":80,\"targetPort\":")
        .append(app % 10 == 5 ? 8_081 : 8_080)
        .append(isOpen ? ",\"nodePort\":" + (30_000 + number / 50) : "")
        .append("}]}}");
  }

  private static double cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static double made() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
