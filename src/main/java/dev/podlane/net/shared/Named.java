package dev.podlane.net.shared;

/** Something with a name that is unique among its kind. */
public interface Named {
  /** The name; it does not change. */
  String name();
}
