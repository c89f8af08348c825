package dev.podlane.finding.scene;

import java.util.List;

/**
 * Counts what a finder looks at, where objects times objects could be looked at: many Services that
 * all select the same many pods. Once it is spent a finder stops, and what is beyond is not found.
 */
public final class Looks {
  private long left;

  /**
   * A number of looks.
   *
   * @param most those that there are
   */
  public Looks(long most) {
    this.left = most;
  }

  /** Returns true once no look is left. */
  public boolean isSpent() {
    return left <= 0;
  }

  /** Takes a look, and one for each of a list, so many times. */
  public void take(List<?> list, int times) {
    take((1L + list.size()) * times);
  }

  /** Takes so many looks. */
  public void take(long looks) {
    left -= looks;
  }
}
