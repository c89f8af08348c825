package dev.podlane.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The word before all commands. */
@Command(
    name = "podlane",
    description = {
      "Answers why packets arrive in a pod network, and why not, from manifests alone.",
      "Without a command it starts the server."
    },
    footer = {"", "Exit status: 0 as expected, 1 not, 2 could not."},
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class RootCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    static String text() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"podlane " + text()};
    }
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
  }
}
