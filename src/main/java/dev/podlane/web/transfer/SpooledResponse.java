package dev.podlane.web.transfer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;

/**
 * A response whose body is kept until it is whole. Until then it can be taken back, so that a
 * failure half-way is answered as a failure; flushing only finds out whether the client is there.
 */
final class SpooledResponse extends HttpServletResponseWrapper {
  private static final long ASK_EVERY_NANOS = 20_000_000;

  private final SpoolRoom room;
  private final BooleanSupplier gone;
  private final ServletOutputStream stream = new Stream();
  private Spool spool;
  private @Nullable PrintWriter writer;
  private boolean failed;
  private long asked = System.nanoTime();

  /**
   * Spools the answer.
   *
   * @param gone tells that the client has left
   */
  SpooledResponse(HttpServletResponse response, SpoolRoom room, BooleanSupplier gone) {
    super(response);
    this.room = room;
    this.gone = gone;
    this.spool = new Spool(room);
  }

  /** All that was written so far. */
  Spool body() {
    if (writer != null) {
      writer.flush();
    }
    return spool;
  }

  /** Returns true if the container answers instead, with an error page or a redirect. */
  boolean isLeftToContainer() {
    return failed;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return stream;
  }

  @Override
  public PrintWriter getWriter() {
    if (writer == null) {
      String charset = getCharacterEncoding();
      setCharacterEncoding(charset);
      writer = new PrintWriter(new OutputStreamWriter(stream, Charset.forName(charset)));
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    stream.flush();
  }

  @Override
  public void reset() {
    super.reset();
    discard();
    writer = null;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    discard();
  }

  private void discard() {
    body().close();
    spool = new Spool(room);
  }

  @Override
  public void sendError(int status) throws IOException {
    leave();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    leave();
    super.sendError(status, message);
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    leave();
    super.sendRedirect(location);
  }

  @Override
  public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
    leave();
    super.sendRedirect(location, status, clearBuffer);
  }

  private void leave() {
    discard();
    failed = true;
  }

  @Override
  public boolean isCommitted() {
    return failed || super.isCommitted();
  }

  private final class Stream extends ServletOutputStream {
    @Override
    public void write(int one) throws IOException {
      spool.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      spool.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      long now = System.nanoTime();
      if (now - asked > ASK_EVERY_NANOS) {
        asked = now;
        if (gone.getAsBoolean()) {
          throw new ClientAbortException("the client has left");
        }
      }
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("what is written here never waits");
    }
  }
}
