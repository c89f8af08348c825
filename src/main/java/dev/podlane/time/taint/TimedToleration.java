package dev.podlane.time.taint;

import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A toleration with its time.
 *
 * @param toleration the taints it is for
 * @param seconds {@code tolerationSeconds}; null for ever
 */
public record TimedToleration(Toleration toleration, @Nullable Long seconds) {
  static final String NOT_READY = "node.kubernetes.io/not-ready";
  static final String UNREACHABLE = "node.kubernetes.io/unreachable";
  private static final String NO_EXECUTE = "NoExecute";

  /** Seconds of the two default tolerations unless the API server's flags say others (rule 282). */
  public static final long DEFAULT_SECONDS = 300;

  /**
   * Reads {@code tolerations}.
   *
   * @param spec the pod's {@code spec}
   */
  public static List<TimedToleration> read(Fields spec) {
    List<TimedToleration> found = new ArrayList<>();
    for (Fields each : spec.maps("tolerations")) {
      OptionalInt seconds = each.integer("tolerationSeconds");
      found.add(
          new TimedToleration(
              new Toleration(
                  each.text("key").orElse(""),
                  each.text("operator").orElse("Equal"),
                  each.text("value").orElse(""),
                  each.text("effect").orElse("")),
              seconds.isPresent() ? (long) seconds.getAsInt() : null));
    }
    return found;
  }

  /**
   * The tolerations of a pod as admission leaves them: not-ready and unreachable are added where no
   * toleration is for them (rule 282; plugin/pkg/admission/defaulttolerationseconds).
   *
   * @param written tolerations of the spec
   * @param notReadySeconds {@code --default-not-ready-toleration-seconds}
   * @param unreachableSeconds {@code --default-unreachable-toleration-seconds}
   */
  public static List<TimedToleration> admitted(
      List<TimedToleration> written, long notReadySeconds, long unreachableSeconds) {
    List<TimedToleration> all = new ArrayList<>(written);
    if (written.stream().noneMatch(each -> each.isFor(NOT_READY))) {
      all.add(added(NOT_READY, notReadySeconds));
    }
    if (written.stream().noneMatch(each -> each.isFor(UNREACHABLE))) {
      all.add(added(UNREACHABLE, unreachableSeconds));
    }
    return List.copyOf(all);
  }

  private static TimedToleration added(String key, long seconds) {
    return new TimedToleration(new Toleration(key, "Exists", "", NO_EXECUTE), seconds);
  }

  private boolean isFor(String key) {
    return (toleration.key().isEmpty() || toleration.key().equals(key))
        && (toleration.effect().isEmpty() || toleration.effect().equals(NO_EXECUTE));
  }
}
