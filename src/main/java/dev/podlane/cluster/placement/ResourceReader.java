package dev.podlane.cluster.placement;

import dev.podlane.cluster.amount.Quantity;
import dev.podlane.document.Fields;
import dev.podlane.document.ScalarValue;
import java.util.TreeMap;

/**
 * Reads the resources that a pod asks for and a node offers. What is no quantity counts as absent:
 * the API server would have refused it.
 */
public final class ResourceReader {
  private ResourceReader() {}

  /**
   * The requests that the scheduler counts for a pod (rule 310; PodRequests in
   * component-helpers/resource): containers and sidecars together, or what an init container needs
   * beside the sidecars before it if that is more; pod-level requests instead if there are any; and
   * the overhead. A limit without a request is a request, as the API server's defaults have it.
   *
   * @param spec the pod's {@code spec}
   */
  public static Resources requests(Fields spec) {
    Resources running = Resources.NONE;
    Resources starting = Resources.NONE;
    for (Fields each : spec.maps("initContainers")) {
      Resources own = container(each);
      if (each.text("restartPolicy").filter("Always"::equals).isPresent()) {
        running = running.plus(own);
        starting = starting.max(running);
      } else {
        starting = starting.max(running.plus(own));
      }
    }
    for (Fields each : spec.maps("containers")) {
      running = running.plus(container(each));
    }
    TreeMap<String, Long> total = new TreeMap<>(running.max(starting).amounts());
    total.putAll(container(spec).amounts());
    return new Resources(total).plus(list(spec, "overhead"));
  }

  /**
   * The resources a node has to give: {@code status.allocatable}, or else {@code status.capacity}.
   *
   * @param node the Node object
   */
  public static Resources allocatable(Fields node) {
    Fields status = node.mapOrEmpty("status");
    Resources allocatable = list(status, "allocatable");
    return allocatable.amounts().isEmpty() ? list(status, "capacity") : allocatable;
  }

  private static Resources container(Fields container) {
    Fields resources = container.mapOrEmpty("resources");
    TreeMap<String, Long> requests = new TreeMap<>(list(resources, "limits").amounts());
    requests.putAll(list(resources, "requests").amounts());
    return new Resources(requests);
  }

  private static Resources list(Fields parent, String field) {
    TreeMap<String, Long> found = new TreeMap<>();
    parent
        .map(field)
        .ifPresent(
            fields ->
                fields
                    .value()
                    .entries()
                    .forEach(
                        (name, value) -> {
                          if (value instanceof ScalarValue scalar) {
                            Quantity.parse(scalar.text())
                                .filter(quantity -> quantity.value().signum() >= 0)
                                .ifPresent(q -> found.put(name, Resources.amount(name, q)));
                          }
                        }));
    return new Resources(found);
  }
}
