package dev.podlane.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2 from the parser's events, so that nothing is built before it was counted. */
final class YamlReader {
  private final TreeBuilder builder;
  private final String file;
  private int lastLine = 1;

  YamlReader(TreeBuilder builder, String file) {
    this.builder = builder;
    this.file = file;
  }

  void read(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel("text").setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        event.getStartMark().ifPresent(mark -> lastLine = mark.getLine() + 1);
        take(event);
      }
    } catch (DocumentException refused) {
      throw asTemplate(refused, text);
    } catch (MarkedYamlEngineException broken) {
      throw new DocumentException(problem(broken, text));
    } catch (YamlEngineException broken) {
      Place place = new Place(file, Math.max(builder.number(), 1), lastLine, "");
      throw new DocumentException(Problem.error(place, "text.yaml", clean(broken.getMessage())));
    }
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
    int start = event.getStartMark().map(Mark::getIndex).orElse(0);
    int end = event.getEndMark().map(Mark::getIndex).orElse(start);
    TreeBuilder.Span span = new TreeBuilder.Span(start, end, "", false);
    builder.alias(event.getAlias().getValue(), lastLine, span);
  }

  private void scalar(ScalarEvent event) {
    String text = event.getValue();
    Optional<String> tag = event.getTag();
    boolean plain = event.isPlain();
    ScalarValue.Type type =
        tag.isPresent() && !tag.get().equals("!")
            ? Scalars.typeOfTagged(tag.get(), text)
            : plain && tag.isEmpty() ? Scalars.typeOfPlain(text) : ScalarValue.Type.TEXT;
    int start = event.getStartMark().map(Mark::getIndex).orElse(0);
    int end = event.getEndMark().map(Mark::getIndex).orElse(start);
    boolean block =
        switch (event.getScalarStyle()) {
          case LITERAL, FOLDED -> true;
          default -> false;
        };
    builder.scalar(
        new ScalarValue(lastLine, type, text),
        plain,
        new TreeBuilder.Span(start, end, anchor(event), block));
  }

  private static String anchor(NodeEvent event) {
    return event.getAnchor().map(Anchor::getValue).orElse("");
  }

  /**
   * {@code {{ .Values.x }}} parses as a mapping that is a key; that is not what its author means.
   */
  private static DocumentException asTemplate(DocumentException refused, String text) {
    Problem problem = refused.problems().get(0);
    String near = Texts.line(text, problem.place().line()).strip();
    return problem.code().equals("text.key") && near.contains("{{")
        ? new DocumentException(Problem.error(problem.place(), "text.template", near))
        : refused;
  }

  private Problem problem(MarkedYamlEngineException broken, String text) {
    Optional<Mark> mark = broken.getProblemMark().or(broken::getContextMark);
    int line = mark.map(m -> m.getLine() + 1).orElse(lastLine);
    String column = "" + mark.map(m -> m.getColumn() + 1).orElse(1);
    Place place = new Place(file, Math.max(builder.number(), 1), line, "");
    String said = clean(broken.getProblem());
    String near = Texts.line(text, line).strip();
    if (near.contains("{{") || near.contains("{%")) {
      return Problem.error(place, "text.template", near);
    }
    if (said.contains("TAB")) {
      return Problem.error(place, "text.tab", near);
    }
    if (said.contains("mapping values are not allowed")) {
      return Problem.error(place, "text.colon", column, near);
    }
    if (said.contains("found unexpected end of stream")) {
      int from = broken.getContextMark().map(m -> m.getLine() + 1).orElse(line);
      return Problem.error(new Place(file, place.document(), from, ""), "text.open-quote");
    }
    return Problem.error(place, "text.yaml-at", column, near, said);
  }

  private static String clean(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("").strip();
  }
}
