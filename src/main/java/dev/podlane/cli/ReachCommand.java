package dev.podlane.cli;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.PairsView;
import dev.podlane.cli.input.InputException;
import dev.podlane.cli.input.Opened;
import dev.podlane.cli.output.Json;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.AllPairs;
import dev.podlane.workspace.CellWalk;
import dev.podlane.workspace.SourcePlaces;
import dev.podlane.workspace.pairs.Grouping;
import dev.podlane.workspace.pairs.PairPage;
import dev.podlane.workspace.pairs.PairRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reach}: prints who may reach whom. */
@Command(
    name = "reach",
    mixinStandardHelpOptions = true,
    description = {
      "Shows who may reach whom, over policies and path: rows are senders, columns receivers at",
      "their ports. A cell is never better than the walk of an example."
    },
    footer = {"", "Exit status: 0, or 2 if it could not."})
final class ReachCommand implements Callable<Integer> {
  /** Rows and columns of an answer. */
  private static final int MOST = 500;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Manifests: files, folders, archives (zip, tar.gz), or - for standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "A number, or a declared port's name; every declared port if left out.")
  private @Nullable String port;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      description = "tcp, udp or sctp; tcp if a port is given, else that of each declared port.")
  private @Nullable Protocol protocol;

  @Option(names = "--family", paramLabel = "FAMILY", description = "ipv4 or ipv6.")
  private Ip.Family family = Ip.Family.IPV4;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "workload, namespace or class: the pods that share a row.")
  private Grouping group = Grouping.WORKLOAD;

  @Option(
      names = "--focus",
      paramLabel = "POD|policy:NAME",
      description = "Only pairs of this pod, or those on which this policy has a say.")
  private @Nullable String focus;

  @Option(
      names = "--no-exposure",
      description = "Without nodes, the world outside and pods that do not exist yet.")
  private boolean noExposure;

  @Option(names = "--no-walk", description = "Ask the policies alone.")
  private boolean noWalk;

  @Mixin private final CommonOptions common;

  ReachCommand(Session session) {
    this.common = new CommonOptions(session);
  }

  @Override
  public Integer call() throws IOException, InputException {
    if (protocol == Protocol.ICMP) {
      throw common.usage("--protocol is tcp, udp or sctp");
    }
    if (port != null && port.matches("-?[0-9]+") && !ProbeOptions.isPort(port)) {
      throw common.usage("--port is a port's name or a number from 1 to 65535, not " + port);
    }
    Localizer words = common.words();
    Opened opened = common.open(files, words);
    AllPairs pairs =
        AllPairs.of(opened.workspace())
            .orElseThrow(() -> new InputException("api.policies.no-cluster"));
    PairRequest request =
        new PairRequest(
            family, protocol, port, group, pairs.focus(focus), !noExposure, 0, MOST, 0, MOST);
    PairPage page = pairs.page(request);
    Map<Integer, CellWalk> walks = noWalk ? Map.of() : pairs.walks(page, family);
    PairsView view = PairsView.of(pairs.isEnforced(), pairs.policies(), request, page, walks);
    ReachPrint print = new ReachPrint(words);
    switch (common.format()) {
      case TEXT -> print.text(view, common.out());
      case JSON -> Json.print(view, common.out());
      case MARKDOWN -> print.markdown(view, common.out());
      case SARIF ->
          common.sarif(print.results(view, new SourcePlaces(opened.workspace())), files.get(0));
    }
    return Status.AS_EXPECTED;
  }
}
