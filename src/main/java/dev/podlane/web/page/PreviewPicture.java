package dev.podlane.web.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws a network as chat programs show it, 1200 by 630 pixels: a router, its network, machines and
 * pods. It has no words, and so needs no fonts, which small containers do not have.
 */
final class PreviewPicture {
  static final int WIDTH = 1_200;
  static final int HEIGHT = 630;

  private static final int MOST_MACHINES = 40;
  private static final int MOST_PODS = 400;
  private static final int LARGE = 8;

  /** Between pods, as a share of their size. */
  private static final double GAP = 0.2;

  private static final double LARGEST_POD = 130;
  private static final int MARGIN = 60;
  private static final int TOP = 215;

  private static final Color GROUND = new Color(0x1e2a44);
  private static final Color WIRE = new Color(0x8aa2d8);
  private static final Color MACHINE = new Color(0x2a3a5e);
  private static final Color POD = new Color(0x35a17a);
  private static final Color PACKET = new Color(0xf0731a);

  private final Graphics2D pen;

  private PreviewPicture(Graphics2D pen) {
    this.pen = pen;
  }

  /**
   * Draws machines.
   *
   * @param pods number of pods on each; of very many, the first are drawn
   * @return a PNG
   */
  static byte[] draw(List<Integer> pods) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    try {
      new PreviewPicture(pen).network(pods.subList(0, Math.min(pods.size(), MOST_MACHINES)));
    } finally {
      pen.dispose();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void network(List<Integer> pods) {
    fill(GROUND, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    boolean large = pods.size() <= LARGE;
    int columns = Math.max(1, large ? Math.max(pods.size(), 2) : (pods.size() + 1) / 2);
    if (pods.size() > 2 * 10) {
      columns = 10;
    }
    int rows = Math.max(1, (pods.size() + columns - 1) / columns);
    double gap = large ? 36 : 16;
    double width = Math.min(420, (WIDTH - 2.0 * MARGIN - gap * (columns - 1)) / columns);
    double left = (WIDTH - width * columns - gap * (columns - 1)) / 2;
    double height = (HEIGHT - TOP - MARGIN - gap * (rows - 1)) / rows;
    fill(WIRE, new RoundRectangle2D.Double(left, 150, WIDTH - 2 * left, 8, 8, 8));
    fill(WIRE, new Rectangle2D.Double(WIDTH / 2.0 - 4, 90, 8, 64));
    fill(WIRE, new Ellipse2D.Double(WIDTH / 2.0 - 46, 20, 92, 92));
    fill(GROUND, new Ellipse2D.Double(WIDTH / 2.0 - 38, 28, 76, 76));
    for (int i = 0; i < pods.size(); i++) {
      double x = left + (i % columns) * (width + gap);
      int row = i / columns;
      if (row == 0) {
        fill(WIRE, new Rectangle2D.Double(x + width / 2 - 4, 154, 8, TOP - 150));
      }
      machine(x, TOP + row * (height + gap), width, height, pods.get(i), large);
    }
    fill(PACKET, new RoundRectangle2D.Double(left + width / 2 + 40, 132, 64, 44, 22, 22));
  }

  private void machine(double x, double y, double width, double height, int pods, boolean large) {
    double round = large ? 28 : 14;
    fill(WIRE, new RoundRectangle2D.Double(x, y, width, height, round, round));
    fill(MACHINE, new RoundRectangle2D.Double(x + 3, y + 3, width - 6, height - 6, round, round));
    double margin = large ? 30 : 9;
    pods(x + margin, y + margin, width - 2 * margin, height - 2 * margin, pods);
  }

  /** Draws squares of the largest size of which all fit, in the middle of a place. */
  private void pods(double x, double y, double width, double height, int pods) {
    int number = Math.min(pods, MOST_PODS);
    int across = 1;
    double size = 0;
    for (int each = 1; each <= number; each++) {
      int down = (number + each - 1) / each;
      double fits = Math.min(width / (each + GAP * (each - 1)), height / (down + GAP * (down - 1)));
      if (fits > size) {
        across = each;
        size = fits;
      }
    }
    size = Math.min(size, LARGEST_POD);
    double step = size * (1 + GAP);
    int down = (number + across - 1) / across;
    double left = x + (width - (across * step - GAP * size)) / 2;
    double top = y + (height - (down * step - GAP * size)) / 2;
    for (int i = 0; i < number; i++) {
      int row = i / across;
      double px = left + (i - row * across) * step;
      double py = top + row * step;
      fill(POD, new RoundRectangle2D.Double(px, py, size, size, size / 3, size / 3));
    }
  }

  private void fill(Color color, Shape shape) {
    pen.setColor(color);
    pen.fill(shape);
  }
}
