package dev.podlane.web.api.body;

import java.io.InputStream;

/** The body of a request that has none. */
record NoBody() implements ReceivedBody {
  @Override
  public long size() {
    return 0;
  }

  @Override
  public InputStream open() {
    return InputStream.nullInputStream();
  }

  @Override
  public Kept keep() {
    return new Nothing(this);
  }

  private record Nothing(ReceivedBody body) implements Kept {
    @Override
    public void close() {
      // nothing is held
    }
  }
}
