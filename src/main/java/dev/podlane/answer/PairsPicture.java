package dev.podlane.answer;

import dev.podlane.answer.PairsView.CellView;
import dev.podlane.answer.PairsView.ReceiverView;
import dev.podlane.answer.PairsView.SenderView;

/** All pairs as an SVG picture of the matrix. Names come from manifests, and are escaped. */
public final class PairsPicture {
  private static final int CELL = 22;
  private static final int LEFT = 300;
  private static final int TOP = 300;
  private static final int MOST_LETTERS = 44;

  private PairsPicture() {}

  /** The picture; marks differ in shape as well as in colour. A hollow one was not walked. */
  public static String svg(PairsView view) {
    int width = LEFT + CELL * view.to().size() + 10;
    int height = TOP + CELL * view.from().size() + 10;
    StringBuilder text = new StringBuilder();
    text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"")
        .append(height + "\" viewBox=\"0 0 " + width + " " + height + "\"")
        .append(" font-family=\"sans-serif\" font-size=\"12\">\n")
        .append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    for (int i = 0; i < view.from().size(); i++) {
      SenderView each = view.from().get(i);
      int y = TOP + CELL * i + 15;
      text.append("<text x=\"" + (LEFT - 8) + "\" y=\"" + y + "\" text-anchor=\"end\">")
          .append(escaped(PairsText.label(each.kind(), each.namespace(), each.name())))
          .append("</text>\n");
    }
    for (int i = 0; i < view.to().size(); i++) {
      ReceiverView each = view.to().get(i);
      int x = LEFT + CELL * i + 15;
      String name = PairsText.label(each.kind(), each.namespace(), each.name());
      text.append("<text transform=\"translate(" + x + " " + (TOP - 8) + ") rotate(-90)\">")
          .append(escaped(name))
          .append(" " + each.protocol() + " " + each.port() + "</text>\n");
    }
    for (CellView cell : view.cells()) {
      int x = LEFT + CELL * cell.column();
      int y = TOP + CELL * cell.row();
      text.append("<g transform=\"translate(" + x + " " + y + ")\">")
          .append("<rect x=\"1\" y=\"1\" width=\"20\" height=\"20\" rx=\"3\" fill=\"none\"")
          .append(" stroke=\"#cfd6df\"/><title>" + cell.verdict() + "</title>")
          .append(mark(cell.verdict(), cell.walked()))
          .append("</g>\n");
    }
    return text.append("</svg>\n").toString();
  }

  private static String mark(String verdict, boolean walked) {
    return switch (verdict) {
      case "allow" ->
          walked
              ? "<circle cx=\"11\" cy=\"11\" r=\"6\" fill=\"#0b6b46\"/>"
              : "<circle cx=\"11\" cy=\"11\" r=\"6\" fill=\"none\" stroke=\"#0b6b46\"/>";
      case "deny" ->
          "<path d=\"M7 7l8 8M15 7l-8 8\" stroke=\"#b3123f\" stroke-width=\"2\" fill=\"none\"/>";
      case "mixed" ->
          "<circle cx=\"11\" cy=\"11\" r=\"6\" fill=\"none\" stroke=\"#0b6b46\"/>"
              + "<path d=\"M11 5a6 6 0 0 1 0 12z\" fill=\"#0b6b46\"/>";
      case "unknown" -> "<path d=\"M11 4l7 7l-7 7l-7-7z\" stroke=\"#8a5a00\" fill=\"none\"/>";
      default -> "<path d=\"M7 11h8\" stroke=\"#5b6675\" fill=\"none\"/>";
    };
  }

  /** Text of XML: names of objects are no markup, and a control character is none of XML at all. */
  private static String escaped(String text) {
    String some = text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + "…" : text;
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < some.length(); i++) {
      char letter = some.charAt(i);
      switch (letter) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(Character.isISOControl(letter) ? '\ufffd' : letter);
      }
    }
    return safe.toString();
  }
}
