package dev.podlane.web.space;

import dev.podlane.store.OwnerRows;
import dev.podlane.web.space.SpaceException.Reason;
import org.springframework.stereotype.Component;

/** Links of clusters that owners hand out. */
@Component
public class Sharing {
  private final Spaces spaces;
  private final OwnerRows owners;

  /** The links of a store's clusters. */
  public Sharing(Spaces spaces, OwnerRows owners) {
    this.spaces = spaces;
    this.owners = owners;
  }

  /**
   * Makes an editable link of a cluster; an earlier one no longer works then.
   *
   * @return its token, which is not kept and cannot be told again
   * @throws SpaceException if the visitor does not own the cluster, or in local mode
   */
  public String editable(String id) {
    requirePublic(id);
    spaces.requireOwner(id);
    String token = Secret.fresh();
    owners.editHash(id, Secret.hash(token).orElseThrow());
    return token;
  }

  /**
   * Revokes a cluster's editable link, if there is one.
   *
   * @throws SpaceException if the visitor does not own the cluster, or in local mode
   */
  public void revoke(String id) {
    requirePublic(id);
    spaces.requireOwner(id);
    owners.editHash(id, "");
  }

  /**
   * Allows or forbids to show a cluster's name where its link is posted.
   *
   * @throws SpaceException if the visitor does not own the cluster
   */
  public void named(String id, boolean named) {
    spaces.requireOwner(id);
    owners.named(id, named);
  }

  private void requirePublic(String id) {
    if (!spaces.isPublic()) {
      throw new SpaceException(Reason.LOCAL, id);
    }
  }
}
