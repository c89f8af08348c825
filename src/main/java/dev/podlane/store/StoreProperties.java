package dev.podlane.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the store, from {@code podlane.store.*}.
 *
 * @param maxClusters largest number of clusters
 * @param maxTotalSize largest total size of the documents and edits of all clusters, in bytes
 *     (UTF-8)
 * @param maxEdits largest number of edits of one cluster, undone ones too
 * @param maxEditSize largest total size of the edits of one cluster, in bytes (UTF-8)
 */
@ConfigurationProperties("podlane.store")
public record StoreProperties(
    @DefaultValue("200") int maxClusters,
    @DefaultValue("512MB") DataSize maxTotalSize,
    @DefaultValue("10000") int maxEdits,
    @DefaultValue("16MB") DataSize maxEditSize) {

  public StoreProperties {
    if (maxClusters < 1) {
      throw new IllegalArgumentException("max-clusters must be at least 1, was " + maxClusters);
    }
  }
}
