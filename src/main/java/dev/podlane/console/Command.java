package dev.podlane.console;

/** A command whose words were understood. */
interface Command {
  /**
   * Carries it out.
   *
   * @throws RefusalException if the kernel or the tool refuses
   * @throws dev.podlane.net.ns.NetlinkException if the kernel refuses
   */
  Answer at(Place place);
}
