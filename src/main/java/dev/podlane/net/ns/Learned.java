package dev.podlane.net.ns;

/**
 * The state that the kernels of a network have learned from packets, for the tools that show it.
 */
@FunctionalInterface
public interface Learned {
  /** Nothing has run yet. */
  Learned NOTHING = namespace -> KernelState.EMPTY;

  /** Virtual time in milliseconds. */
  default long now() {
    return 0;
  }

  /** The state of the kernel of a network namespace. */
  KernelState state(String namespace);
}
