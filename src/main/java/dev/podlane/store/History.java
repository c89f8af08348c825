package dev.podlane.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The edits of a cluster: a tree, as an edit made after an undo starts a new branch and the undone
 * one is kept.
 *
 * @param version the cluster's version this was read at
 * @param head the edit the cluster is at; 0 if at its documents
 * @param tip the end of the branch the head is on, to which redo leads; the head itself if nothing
 *     is undone
 * @param all every edit that is kept, in the order of being made
 */
public record History(long version, long head, long tip, List<SavedEdit> all) {
  public History {
    all = List.copyOf(all);
  }

  /** The edits the cluster has, first to last. */
  public List<SavedEdit> applied() {
    return chain(head);
  }

  /** The edits that were undone last and can be redone, the next one first. */
  public List<SavedEdit> undone() {
    List<SavedEdit> branch = chain(tip);
    int from = 0;
    while (head != 0 && from < branch.size() && branch.get(from).seq() != head) {
      from++;
    }
    return branch.subList(head == 0 ? 0 : Math.min(from + 1, branch.size()), branch.size());
  }

  /**
   * The edits from the documents to that one, first to last; none for 0.
   *
   * @throws IllegalArgumentException if there is no such edit
   */
  public List<SavedEdit> chain(long seq) {
    Map<Long, SavedEdit> bySeq = new LinkedHashMap<>();
    all.forEach(edit -> bySeq.put(edit.seq(), edit));
    List<SavedEdit> chain = new ArrayList<>();
    for (long at = seq; at != 0; at = chain.get(chain.size() - 1).parent()) {
      SavedEdit edit = bySeq.get(at);
      if (edit == null) {
        throw new IllegalArgumentException("there is no edit " + at);
      }
      chain.add(edit);
    }
    Collections.reverse(chain);
    return List.copyOf(chain);
  }
}
