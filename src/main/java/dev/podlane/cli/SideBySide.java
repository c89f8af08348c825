package dev.podlane.cli;

import dev.podlane.lab.LabComparison;
import java.io.PrintStream;
import java.util.List;

/** Prints a trace beside the behaviour of the kernel. */
final class SideBySide {
  private static final int LEAST = 30;

  private final PrintStream out;

  SideBySide(PrintStream out) {
    this.out = out;
  }

  /** Prints one probe; returns whether both are equal. */
  boolean print(int number, String title, List<LabComparison> flows) {
    boolean isEqual = flows.stream().allMatch(LabComparison::isEqual);
    out.printf("%d. %s: %s%n", number, title, isEqual ? "equal" : "DIFFERENT");
    for (LabComparison flow : flows) {
      if (flow.predicted().isEmpty() && flow.observed().isEmpty()) {
        continue;
      }
      columns(flow);
    }
    out.println();
    return isEqual;
  }

  private void columns(LabComparison flow) {
    List<String> left = flow.predicted();
    List<String> right = flow.observed();
    int width = left.stream().mapToInt(String::length).reduce(LEAST, Math::max);
    out.printf("   %-" + width + "s   %s%n", flow.flow() + ": trace", "kernel");
    for (int at = 0; at < Math.max(left.size(), right.size()); at++) {
      String one = at < left.size() ? left.get(at) : "";
      String other = at < right.size() ? right.get(at) : "";
      out.printf("   %-" + width + "s %s %s%n", one, one.equals(other) ? " " : "|", other);
    }
  }
}
