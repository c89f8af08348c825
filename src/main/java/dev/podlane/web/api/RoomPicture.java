package dev.podlane.web.api;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as SVG. */
final class RoomPicture {
  /** Modules of white around it, ISO/IEC 18004 section 6.3.8. */
  private static final int MARGIN = 4;

  private RoomPicture() {}

  /** The picture: black on white in any theme, as readers do not know of themes. */
  static String svg(QrCode code) {
    int side = code.size + 2 * MARGIN;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
        }
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + side
        + " "
        + side
        + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h"
        + side
        + "v"
        + side
        + "h-"
        + side
        + "z\"/><path fill=\"#000\" d=\""
        + path
        + "\"/></svg>";
  }
}
