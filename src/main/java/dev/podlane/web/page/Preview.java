package dev.podlane.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The description of a link, for programs that show one where it is posted (Open Graph protocol,
 * ogp.me). It has the cluster's name only if its owner allows.
 *
 * @param title one line
 * @param text one sentence
 * @param url the link itself, without a fragment; null for a cluster that is not there
 * @param image address of a picture; null for a cluster that is not there
 * @param pods number of pods on each machine
 */
record Preview(
    String title, String text, @Nullable String url, @Nullable String image, List<Integer> pods) {
  Preview {
    pods = List.copyOf(pods);
  }

  /** Returns true if the cluster is there. */
  public boolean isThere() {
    return url != null;
  }
}
