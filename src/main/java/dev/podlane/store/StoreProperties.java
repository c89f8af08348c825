package dev.podlane.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the store, from {@code podlane.store.*}.
 *
 * @param maxClusters how many clusters are kept
 * @param maxTotalSize how many bytes (UTF-8) the documents and edits of all clusters may have
 *     together
 * @param maxEdits how many edits are kept of one cluster, undone ones too
 * @param maxEditSize how many bytes (UTF-8) the edits of one cluster may have together
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
