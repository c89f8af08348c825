package dev.podlane.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Labs that run side by side, each in namespaces of its own. */
public final class ManyLabs {
  private static final int AT_ONCE = Integer.getInteger("podlane.lab.at-once", 6);

  private ManyLabs() {}

  /** A lab; its differences from the walks, each with its seed. */
  public interface Lab {
    List<String> differences(int number) throws Exception;
  }

  /**
   * Runs labs, at most {@code podlane.lab.at-once} at the same time.
   *
   * @param count number of labs; each is given its own, from 0
   * @return all differences, in the order of the labs
   */
  public static List<String> differences(int count, Lab lab) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<List<String>>> labs = new ArrayList<>();
      for (int at = 0; at < count; at++) {
        int number = at;
        labs.add(workers.submit(() -> lab.differences(number)));
      }
      List<String> found = new ArrayList<>();
      for (Future<List<String>> each : labs) {
        found.addAll(each.get());
      }
      return found;
    } finally {
      workers.shutdownNow();
    }
  }
}
