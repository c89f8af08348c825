package dev.podlane.classroom;

/**
 * The stage of a member that is shown to all, or asked for.
 *
 * @param member the member's number
 * @param link the page the member is on; empty until the member agrees
 */
public record Show(int member, String link) {
  /** Returns true if the member has agreed. */
  public boolean isAgreed() {
    return !link.isEmpty();
  }
}
