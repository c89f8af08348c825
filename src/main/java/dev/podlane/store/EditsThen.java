package dev.podlane.store;

/** The fate of a cluster's edits when its documents are replaced. */
public enum EditsThen {
  /** They stay, and are made on the new documents. */
  STAY,
  /** They are forgotten, undone ones too; the cluster is at its documents. */
  GO
}
