package dev.podlane.document.yaml;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Scalars;
import dev.podlane.document.TextChecks;
import dev.podlane.document.tree.AliasUse;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.TextPart;
import dev.podlane.document.tree.TreeBuilder;
import dev.podlane.document.tree.TreeMark;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads all of YAML 1.2 from a parser's events, so that nothing is built before it was counted. */
public final class YamlReader {
  /**
   * The parser copies its part of a scalar each time its buffer is full, so the buffer is as long
   * as the text, up to a thousand times this. Settings take long to make, so that each size is made
   * once.
   */
  private static final int SMALLEST_BUFFER = 1 << 10;

  private static final LoadSettings[] SETTINGS =
      IntStream.rangeClosed(0, 10).mapToObj(YamlReader::ofBuffer).toArray(LoadSettings[]::new);

  private static LoadSettings ofBuffer(int size) {
    return LoadSettings.builder()
        .setLabel("text")
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(SMALLEST_BUFFER << size)
        .build();
  }

  /** Most tabs that are seen to in one document, and most characters that are read for it. */
  private static final int MOST_TRIES = 50;

  private static final int MOST_TRIED = 8 << 20;

  private final TreeBuilder builder;
  private final String file;
  private final @Nullable RangeListener ranges;
  private final TextPart part;
  private final Positions positions;
  private final int number;
  private int lastLine;

  public YamlReader(
      TreeBuilder builder, String file, @Nullable RangeListener ranges, TextPart part, int number) {
    this.builder = builder;
    this.file = file;
    this.ranges = ranges;
    this.part = part;
    this.number = number;
    this.positions = new Positions(part);
    this.lastLine = part.line();
  }

  public void read() {
    builder.filterLate(true);
    try {
      readTolerantly();
    } finally {
      builder.filterLate(false);
    }
  }

  /** Tabs before a comment, or the end of a line, are valid, and the parser does not take them. */
  private void readTolerantly() {
    TreeMark mark = builder.mark(ranges);
    int length = part.text().length();
    int tries = Math.min(MOST_TRIES, MOST_TRIED / Math.max(1, length));
    StringBuilder mended = new StringBuilder(0);
    for (String text = part.text(); ; text = mended.toString()) {
      try {
        read(text);
        return;
      } catch (MarkedYamlEngineException broken) {
        mended = mended.length() == 0 ? new StringBuilder(text) : mended;
        boolean goesOn =
            tries-- > 0
                && (YamlErrors.withoutTab(broken, mended)
                    || YamlErrors.withoutFence(broken, mended));
        if (!goesOn) {
          throw new DocumentException(new YamlErrors(part, file, number, lastLine).problem(broken));
        }
        builder.back(mark, ranges);
        positions.start();
        lastLine = part.line();
      }
    }
  }

  private void read(String text) {
    try {
      for (Event event : new Parse(settings(text.length())).parseString(text)) {
        event.getStartMark().ifPresent(mark -> lastLine = part.line() + mark.getLine());
        take(event);
      }
    } catch (DocumentException refused) {
      throw asTemplate(refused);
    } catch (MarkedYamlEngineException broken) {
      throw broken;
    } catch (YamlEngineException broken) {
      Place place = new Place(file, number, lastLine, "");
      String said = YamlErrors.clean(broken.getMessage());
      throw new DocumentException(Problem.error(place, "text.yaml", said));
    }
  }

  private static LoadSettings settings(int length) {
    int size = 0;
    while (size < SETTINGS.length - 1 && SMALLEST_BUFFER << size <= length) {
      size++;
    }
    return SETTINGS[size];
  }

  private void take(Event event) {
    switch (event.getEventId()) {
      case DocumentStart -> builder.startDocument(lastLine);
      case DocumentEnd -> builder.endDocument();
      case MappingStart -> builder.startMap(lastLine, anchor((CollectionStartEvent) event));
      case SequenceStart -> builder.startList(lastLine, anchor((CollectionStartEvent) event));
      case MappingEnd, SequenceEnd -> builder.end();
      case Alias -> alias((AliasEvent) event);
      case Scalar -> scalar((ScalarEvent) event);
      case StreamStart, StreamEnd, Comment -> {
        // nothing of the tree
      }
    }
  }

  private void alias(AliasEvent event) {
    AliasUse alias = builder.alias(event.getAlias().getValue(), lastLine);
    if (ranges != null) {
      ranges.alias(alias.target(), alias.here(), start(event), end(event));
    }
  }

  private int start(Event event) {
    return event.getStartMark().map(mark -> positions.of(mark.getIndex())).orElse(part.offset());
  }

  private int end(Event event) {
    return event.getEndMark().map(mark -> positions.of(mark.getIndex())).orElse(part.offset());
  }

  private void scalar(ScalarEvent event) {
    String text = event.getValue();
    Optional<String> tag = event.getTag();
    boolean plain = event.isPlain();
    if (builder.expectsKey()) {
      key(event, text, plain);
      return;
    }
    ScalarValue.Type type =
        tag.isPresent() && !tag.get().equals("!")
            ? Scalars.typeOfTagged(tag.get(), text)
            : plain && tag.isEmpty() ? Scalars.typeOfPlain(text) : ScalarValue.Type.TEXT;
    boolean block =
        switch (event.getScalarStyle()) {
          case LITERAL, FOLDED -> true;
          default -> false;
        };
    ScalarValue value = new ScalarValue(lastLine, type, text);
    if (ranges != null) {
      ranges.scalar(value, start(event), end(event), anchor(event), block);
    }
    builder.scalar(value, anchor(event), false);
  }

  private void key(ScalarEvent event, String text, boolean plain) {
    if (event.getAnchor().isPresent()) {
      throw new DocumentException(Problem.error(builder.place(lastLine), "text.key-anchor"));
    }
    if (ranges != null) {
      ranges.key(start(event), end(event));
    }
    boolean merges = plain && text.equals("<<");
    if (!merges) {
      // Late filters take every key; they take note of it.
      builder.takes(text);
    }
    builder.key(text, lastLine, merges);
  }

  private static String anchor(NodeEvent event) {
    return event.getAnchor().map(Anchor::getValue).orElse("");
  }

  /**
   * Returns the error for a template: {@code {{ .Values.x }}} parses as a mapping that is a key,
   * which its author did not intend.
   */
  private DocumentException asTemplate(DocumentException refused) {
    Problem problem = refused.problems().get(0);
    String near = TextChecks.line(part.text(), problem.place().line() - part.line() + 1);
    int braces = near.indexOf("{{");
    return problem.code().equals("text.key") && braces >= 0
        ? new DocumentException(
            Problem.error(problem.place(), "text.template", TextChecks.near(near, braces + 1)))
        : refused;
  }

  /** The positions in the whole text of the parser's marks, which count code points of the part. */
  private static final class Positions {
    private final TextPart part;
    private final boolean same;
    private int points;
    private int chars;

    Positions(TextPart part) {
      this.part = part;
      String text = part.text();
      this.same = text.codePointCount(0, text.length()) == text.length();
    }

    void start() {
      points = 0;
      chars = 0;
    }

    int of(int index) {
      if (same) {
        return part.offset() + index;
      }
      chars = part.text().offsetByCodePoints(chars, index - points);
      points = index;
      return part.offset() + chars;
    }
  }
}
