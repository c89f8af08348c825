package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import java.util.List;

/** A program of a terminal. */
interface Program {
  /**
   * Runs it.
   *
   * @param words its arguments
   * @return its exit status
   * @throws CommandException with the program's own message and exit status if it cannot be run
   */
  int run(Shell shell, List<String> words);

  /** Its synopsis, as {@code help} lists it. */
  String synopsis();
}
