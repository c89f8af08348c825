package dev.podlane.cluster.dns;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells where a resolver that is not glibc's might end otherwise: musl's, of Alpine images, asks
 * all servers at once, and does not try the search list for a name with enough dots (musl {@code
 * src/network/lookup_name.c}, {@code res_msend.c}).
 */
public final class OtherResolvers {
  private OtherResolvers() {}

  /**
   * The assumption that a pod's programs resolve as glibc does; empty if no image of it is known
   * for another library, or that could not change the end.
   */
  public static Optional<Assumption> assumed(Pod pod, ResolvConf conf, Resolution resolution) {
    boolean wasAskedAsItIs =
        !resolution.names().isEmpty()
            && DnsName.tryParse(resolution.asked())
                .filter(resolution.names().get(0)::equals)
                .isPresent();
    boolean searchedAfter =
        wasAskedAsItIs
            && resolution.names().size() > 1
            && resolution.result() == Resolution.Result.FOUND;
    boolean hasServers = conf.nameservers().size() > 1 && !resolution.tries().isEmpty();
    return searchedAfter || hasServers
        ? pod.containers().stream()
            .map(Container::image)
            .filter(OtherResolvers::isMusl)
            .findFirst()
            .map(
                image ->
                    new Assumption("dns.resolver", List.of(pod.ref().path(), image), pod.ref()))
        : Optional.empty();
  }

  private static boolean isMusl(String image) {
    String name = image.toLowerCase(Locale.ROOT);
    return name.contains("alpine") || name.contains("musl");
  }
}
