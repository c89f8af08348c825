package dev.podlane.cluster.read;

import dev.podlane.cluster.read.Drafts.Bringing;
import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads how many pods of a Job run (rule 142): as its status says, else as many at a time as its
 * {@code parallelism} lets run.
 */
final class JobReader {
  /** Most indexes that are looked at one by one. */
  private static final int MOST_INDEXES = 100_000;

  private JobReader() {}

  static Bringing.Runs runs(Fields job, Fields spec) {
    int parallelism = WorkloadReader.count(spec, "parallelism");
    OptionalInt completions = spec.integer("completions");
    Optional<Fields> status =
        job.map("status").filter(s -> s.has("startTime") || s.has("conditions"));
    int running = Math.min(parallelism, completions.orElse(Integer.MAX_VALUE));
    if (spec.flag("suspend") || status.filter(JobReader::isOver).isPresent()) {
      running = 0;
    } else if (status.isPresent()) {
      running = Math.min(running, status.get().integer("active").orElse(0));
    }
    boolean indexed = spec.text("completionMode").orElse("").equals("Indexed");
    List<Integer> indexes = indexed ? indexes(running, completions.orElse(0), status) : List.of();
    return new Bringing.Runs(
        indexed ? indexes.size() : running, indexes, status.isPresent() || running == 0);
  }

  /** Returns true if it has completed or failed. */
  private static boolean isOver(Fields status) {
    return status.maps("conditions").stream()
        .filter(condition -> condition.text("status").orElse("").equals("True"))
        .map(condition -> condition.text("type").orElse(""))
        .anyMatch(type -> type.equals("Complete") || type.equals("Failed"));
  }

  /** The lowest indexes that are not completed yet. */
  private static List<Integer> indexes(int running, int completions, Optional<Fields> status) {
    Set<Integer> completed = new HashSet<>();
    status
        .flatMap(s -> s.text("completedIndexes"))
        .ifPresent(text -> ranges(text).forEach(completed::add));
    List<Integer> open = new ArrayList<>();
    int most = Math.min(completions, MOST_INDEXES);
    for (int index = 0; index < most && open.size() < running; index++) {
      if (!completed.contains(index)) {
        open.add(index);
      }
    }
    return open;
  }

  /** Numbers as {@code 1,3-5} lists them. */
  private static List<Integer> ranges(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (part.matches("[0-9]{1,9}(-[0-9]{1,9})?")) {
        String[] ends = part.split("-", -1);
        int last = Integer.parseInt(ends[ends.length - 1]);
        for (int n = Integer.parseInt(ends[0]); n <= last && numbers.size() < MOST_INDEXES; n++) {
          numbers.add(n);
        }
      }
    }
    return numbers;
  }
}
