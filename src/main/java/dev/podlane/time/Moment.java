package dev.podlane.time;

import dev.podlane.time.state.State;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A state from the moment on at which it came about, until the next.
 *
 * @param entries number of entries of the time line up to and including this moment
 * @param touched {@code namespace/name} of the pods that may differ from those of the moment before
 */
public record Moment(State state, int entries, Set<String> touched) {
  public Moment {
    touched = Collections.unmodifiableSet(new LinkedHashSet<>(touched));
  }
}
