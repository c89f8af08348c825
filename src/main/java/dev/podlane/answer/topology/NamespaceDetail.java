package dev.podlane.answer.topology;

import dev.podlane.answer.ClusterViews.ObjectView;
import dev.podlane.answer.NamespaceView;
import dev.podlane.answer.NamespaceView.AddressView;
import dev.podlane.answer.NamespaceView.NeighbourView;
import dev.podlane.answer.NamespaceView.OriginView;
import dev.podlane.answer.NamespaceView.RouteView;
import dev.podlane.answer.NamespaceView.SocketView;
import dev.podlane.answer.ObjectViews;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.Origin;
import dev.podlane.compile.Reason;
import dev.podlane.console.route.IpRuleText;
import dev.podlane.console.route.RouteText;
import dev.podlane.document.YamlText;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RoutingTables;
import dev.podlane.net.route.TableNames;
import dev.podlane.workspace.ElementCause;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the view of one network namespace. */
public final class NamespaceDetail {
  /** Rows of a list that are shown. */
  private static final int MOST = 5_000;

  private final Workspace workspace;
  private final NetworkNamespace namespace;
  private final Map<String, Origin> origins;

  private NamespaceDetail(Workspace workspace, NetworkNamespace namespace) {
    this.workspace = workspace;
    this.namespace = namespace;
    this.origins = workspace.origins().butOfRules(namespace.name());
  }

  /** The view of a namespace; empty if there is none of this name. */
  public static Optional<NamespaceView> of(Workspace workspace, String name) {
    return workspace
        .network()
        .namespace(name)
        .map(found -> new NamespaceDetail(workspace, found).view());
  }

  private NamespaceView view() {
    NamespaceKinds kinds = new NamespaceKinds(workspace);
    Devices devices = new Devices(workspace, kinds);
    Optional<ObjectRef> object = workspace.info(namespace.name()).map(NamespaceInfo::object);
    Limit limit = new Limit();
    return new NamespaceView(
        namespace.name(),
        kinds.kind(namespace.name()).text(),
        kinds.machine(namespace.name()).orElse(null),
        limit.of("devices", devices.views(namespace)),
        limit.of("addresses", addresses()),
        limit.of("rules", rules()),
        limit.of("routes", rows()).stream().map(row -> route(row.table(), row.route())).toList(),
        limit.of("neighbours", neighbours()),
        limit.of("fdb", ForwardingRows.of(namespace)),
        limit.of("chains", RulesetRows.chains(namespace)),
        limit.of("sets", RulesetRows.sets(namespace)),
        limit.of("sockets", sockets()),
        namespace.sysctls().values(),
        limit.of("unmodelled", namespace.unmodelled()),
        limit.of(workspace.causes(namespace.name(), RulesetRows.MOST)),
        limit.omitted,
        object.map(ObjectViews::view).orElse(null),
        object.flatMap(this::yaml).orElse(null));
  }

  /** Bounds the lists: the page shows no more, and a router can have 200,000 routes. */
  private static final class Limit {
    private final Map<String, Integer> omitted = new TreeMap<>();

    Map<String, OriginView> of(Map<String, ElementCause> causes) {
      Map<String, OriginView> views = new LinkedHashMap<>();
      causes.forEach(
          (id, cause) -> {
            if (views.size() < MOST) {
              views.put(id, origin(cause));
            }
          });
      if (causes.size() > MOST) {
        omitted.put("origins", causes.size() - MOST);
      }
      return views;
    }

    <T> List<T> of(String list, List<T> all) {
      if (all.size() <= MOST) {
        return all;
      }
      omitted.put(list, all.size() - MOST);
      return all.subList(0, MOST);
    }
  }

  private static OriginView origin(ElementCause cause) {
    ObjectRef object = cause.object();
    Reason reason = cause.reason();
    return new OriginView(
        cause.source().text(),
        object == null ? null : ObjectViews.view(object),
        object == null ? null : cause.path(),
        reason == null ? null : reason.text(),
        cause.edit());
  }

  private List<AddressView> addresses() {
    List<AddressView> views = new ArrayList<>();
    for (Device device : namespace.devices().values()) {
      device
          .addresses()
          .forEach(
              address -> {
                String id = ElementIds.address(namespace.name(), device.name(), address);
                views.add(
                    new AddressView(id, address.toString(), device.name(), object(id), reason(id)));
              });
    }
    return views;
  }

  private record Row(String table, Route route) {}

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (RouteTable table : inOrder(namespace.routes())) {
      RouteText.inOrder(table).forEach(row -> rows.add(new Row(table.name(), row)));
    }
    return rows;
  }

  /**
   * Returns the tables in the order of interest: main, other tables by number, and the kernel's own
   * last.
   */
  private static List<RouteTable> inOrder(RoutingTables tables) {
    List<RouteTable> order = new ArrayList<>(List.of(tables.main()));
    tables.tables().stream()
        .filter(each -> !each.name().equals(TableNames.MAIN))
        .forEach(order::add);
    return order;
  }

  /** The rules as {@code ip rule} prints them. */
  private List<String> rules() {
    return namespace.routes().rules().stream()
        .map(rule -> IpRuleText.line(namespace, rule).replace('\t', ' '))
        .toList();
  }

  private RouteView route(String table, Route row) {
    String id = ElementIds.route(namespace.name(), table, row);
    return new RouteView(
        id,
        table,
        RouteText.line(workspace.network(), namespace, row),
        row.destination().toString(),
        row.type().text(),
        text(row.via()),
        row.device(),
        text(row.source()),
        row.metric(),
        row.protocol(),
        object(id),
        reason(id));
  }

  private List<NeighbourView> neighbours() {
    return namespace.neighbours().stream()
        .map(
            row ->
                new NeighbourView(
                    ElementIds.neighbour(namespace.name(), row),
                    row.ip().toString(),
                    row.device(),
                    row.mac().toString(),
                    "PERMANENT"))
        .toList();
  }

  private List<SocketView> sockets() {
    List<SocketView> views = new ArrayList<>();
    namespace.sockets().listening().forEach(listener -> views.add(socket(listener, null)));
    for (BindFailure failure : namespace.sockets().failed()) {
      views.add(socket(failure.wanted(), failure.errno()));
    }
    return views;
  }

  private SocketView socket(Listener listener, @Nullable String error) {
    String id = ElementIds.listener(namespace.name(), listener);
    return new SocketView(
        listener.protocol().word(),
        listener.address().toString(),
        listener.port(),
        listener.name(),
        error,
        error == null ? object(id) : null);
  }

  /** The object as it was written; a pod of a workload shows the workload that brings it. */
  private Optional<String> yaml(ObjectRef ref) {
    return workspace.cluster().flatMap(cluster -> source(cluster, ref)).map(YamlText::print);
  }

  private static Optional<dev.podlane.document.Value> source(Cluster cluster, ObjectRef ref) {
    Source own = cluster.sources().get(ref);
    if (own != null) {
      return Optional.of(own.value());
    }
    return cluster.pods().stream()
        .filter(pod -> pod.ref().equals(ref))
        .flatMap(pod -> Optional.ofNullable(pod.owner()).stream())
        .flatMap(owner -> Optional.ofNullable(cluster.sources().get(owner)).stream())
        .map(source -> (dev.podlane.document.Value) source.value())
        .findFirst();
  }

  private @Nullable ObjectView object(String elementId) {
    Origin origin = origins.get(elementId);
    return origin == null ? null : ObjectViews.view(origin.object());
  }

  private @Nullable String reason(String elementId) {
    Origin origin = origins.get(elementId);
    return origin == null ? null : origin.reason().text();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Objects.toString(value);
  }
}
