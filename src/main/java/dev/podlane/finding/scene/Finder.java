package dev.podlane.finding.scene;

import dev.podlane.finding.found.Finding;
import java.util.function.Consumer;

/** Looks for some kinds of findings, in time linear in the size of the cluster. */
@FunctionalInterface
public interface Finder {
  /** Tells everything that is found. */
  void find(Scene scene, Consumer<Finding> found);
}
