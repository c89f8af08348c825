package dev.podlane.web.api;

import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.terminal.Reply;
import dev.podlane.terminal.Terminal;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Command lines that walk packets, or look at what a walk has left; none of them changes anything.
 */
@Component
class TerminalAnswers {
  private final WalkPlaces places;

  TerminalAnswers(WalkPlaces places) {
    this.places = places;
  }

  /**
   * Answers a command line of a program that sends packets or listens.
   *
   * @param watched a walk during which it listens, or after which it looks; empty for none
   * @return empty if it is a command that is given to the network as it stands
   * @throws ApiException if the walk cannot be sent, or no place for it is free in time
   */
  Optional<Reply> answer(
      Workspace workspace,
      String namespace,
      String line,
      Optional<ProbeRequest> watched,
      BooleanSupplier wanted) {
    if (watched.isEmpty() && !Terminal.knows(line)) {
      return Optional.empty();
    }
    WalkPlaces.Place place = places.enter();
    try {
      Optional<Reply> reply = new Terminal(workspace).answer(namespace, line, watched, wanted);
      return reply.isPresent() || watched.isEmpty()
          ? reply
          : looked(workspace, namespace, line, watched.get(), wanted);
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    } finally {
      place.close();
    }
  }

  /** Returns the output of a tool after a walk; empty if the command changes something. */
  @SuppressWarnings("ReferenceEquality") // another value means that the command changed something
  private static Optional<Reply> looked(
      Workspace workspace,
      String namespace,
      String line,
      ProbeRequest watched,
      BooleanSupplier wanted) {
    Answer before = Console.run(workspace.network(), namespace, line);
    if (before instanceof Answer.Done done && done.network() != workspace.network()) {
      return Optional.empty();
    }
    Answer after =
        workspace.run(List.of(watched), wanted).stateAt(Integer.MAX_VALUE, namespace, line);
    int exitCode = after instanceof Answer.Refused refused ? refused.exitCode() : 0;
    return Optional.of(new Reply(after.text(), exitCode, List.of()));
  }
}
