package dev.podlane.web.transfer;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Puts the {@link ClientConnection} of each request into an attribute. */
final class ConnectionValve extends ValveBase {
  ConnectionValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    request.setAttribute(ClientConnection.ATTRIBUTE, new OfTomcat(request.getCoyoteRequest()));
    getNext().invoke(request, response);
  }

  private record OfTomcat(org.apache.coyote.Request request) implements ClientConnection {
    /**
     * Tomcat tries to read without waiting and says 1 at the end of the stream, again and again; a
     * next request that waits there is in a buffer the second time, which counts as 0.
     */
    @Override
    public boolean isGone() {
      if (availableAfterReading() != 1) {
        return false;
      }
      int again = availableAfterReading();
      return again == 1;
    }

    private int availableAfterReading() {
      request.action(ActionCode.AVAILABLE, true);
      return request.getAvailable();
    }

    @Override
    public void closeAfterAnswer() {
      request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    @Override
    public void closeNow() {
      request.action(ActionCode.CLOSE_NOW, null);
    }
  }
}
