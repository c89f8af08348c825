package dev.podlane.console.command;

/** A command whose words were understood. */
public interface Command {
  /**
   * Carries it out.
   *
   * @throws CommandException if the kernel or the tool refuses
   * @throws dev.podlane.net.ns.NetlinkException if the kernel refuses
   */
  Answer at(CommandContext place);
}
