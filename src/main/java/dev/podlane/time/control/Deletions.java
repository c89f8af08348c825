package dev.podlane.time.control;

import dev.podlane.net.addr.Ip;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.PodState.Deletion;

/** Requests to delete pods, as the API server takes them (rules 237, 238). */
public final class Deletions {
  private Deletions() {}

  /**
   * Asks for the deletion of a pod. One without a node, or one that has finished, goes at once, and
   * so does any with a grace of 0; a request after another may only shorten the grace.
   *
   * @param grace milliseconds
   */
  public static void delete(ApiServer server, PodState pod, long grace) {
    boolean atOnce = pod.nodeName() == null || pod.isFinished() || grace == 0;
    if (atOnce) {
      server.remove(pod);
      release(server, pod);
    } else if (pod.deletion() == null) {
      server.write(pod.deleted(new Deletion(server.now(), grace)));
    } else if (server.now() + grace < pod.deletion().at() + pod.deletion().grace()) {
      server.write(pod.deleted(new Deletion(server.now(), grace)));
      server.wake(Actor.KUBELET, pod.path(), server.now() + server.settings().watch());
    }
  }

  /** The address of a pod without an object is given back: its kubelet ends what is left of it. */
  private static void release(ApiServer server, PodState pod) {
    String node = pod.nodeName();
    Ip ip = pod.runtime() == null ? null : pod.runtime().address();
    if (node != null && ip != null && !pod.identity().template().spec().hostNetwork()) {
      server.pool(node).ifPresent(pool -> server.write(node, pool.releasing(ip)));
    }
  }
}
