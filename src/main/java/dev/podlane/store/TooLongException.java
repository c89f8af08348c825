package dev.podlane.store;

/** The documents of a cluster are longer than the asker can hold; they can be read in parts. */
public final class TooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;

  TooLongException(String id, int most) {
    super("the documents of " + id + " have more than " + most + " characters");
    this.id = id;
  }

  /** Those of a cluster that take more memory than there is. */
  public TooLongException(String id, OutOfMemoryError cause) {
    super("the documents of " + id + " take more memory than there is", cause);
    this.id = id;
  }

  /** Id of the cluster. */
  public String id() {
    return id;
  }
}
