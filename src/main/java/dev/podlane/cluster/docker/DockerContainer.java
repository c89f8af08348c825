package dev.podlane.cluster.docker;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container with the options of {@code docker run}.
 *
 * @param name its name
 * @param place place in the documents
 * @param image its image, for show
 * @param network network mode of the container
 * @param ip the address it asks for; null for the next one
 * @param published its ports that the host publishes
 * @param sockets sockets of its process
 */
public record DockerContainer(
    String name,
    Place place,
    String image,
    NetworkMode network,
    @Nullable Ip ip,
    List<PublishedPort> published,
    List<ListenAddress> sockets) {
  public DockerContainer {
    published = List.copyOf(published);
    sockets = List.copyOf(sockets);
  }
}
