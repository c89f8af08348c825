package dev.podlane.net.shared;

/** What has a name among its like. */
public interface Named {
  /** The name; it does not change. */
  String name();
}
