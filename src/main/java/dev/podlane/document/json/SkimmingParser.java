package dev.podlane.document.json;

import dev.podlane.document.MapValue;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;
import tools.jackson.core.util.BufferRecycler;

/**
 * Jackson's parser of UTF-8, which skips unwanted fields without making tokens of them. Most fields
 * of an API server's objects are unwanted.
 */
final class SkimmingParser extends UTF8StreamJsonParser {
  private static final int BUFFER = 1 << 18;

  /** Fewer bytes than this are joined by further ones before a value is looked for in them. */
  private static final int FEW = BUFFER / 4;

  private final int deepest;
  private final JsonBytes look = new JsonBytes();
  private boolean ended;

  private SkimmingParser(JsonFactory factory, StreamReadConstraints limits, InputStream utf8) {
    super(
        ObjectReadContext.empty(),
        new IOContext(
            limits,
            StreamWriteConstraints.defaults(),
            ErrorReportConfiguration.defaults(),
            new BufferRecycler(),
            ContentReference.unknown(),
            false,
            JsonEncoding.UTF8),
        factory.getStreamReadFeatures(),
        factory.getFormatReadFeatures(),
        utf8,
        ByteQuadsCanonicalizer.createRoot().makeChild(factory.getFactoryFeatures()),
        new byte[BUFFER],
        0,
        0,
        0,
        false);
    deepest = limits.getMaxNestingDepth();
  }

  /** Reads a stream with the features of a factory. */
  static SkimmingParser of(JsonFactory factory, StreamReadConstraints limits, InputStream utf8) {
    return new SkimmingParser(factory, limits, utf8);
  }

  /** Line of the current token, from 1. */
  int line() {
    return _currToken == JsonToken.PROPERTY_NAME ? _nameStartRow : _tokenInputRow;
  }

  /** Passes over the value of the current name; its last token is then the current one. */
  void skipValue() {
    // The name was read with the first character of its value.
    JsonToken starts = _nextToken;
    if (starts == JsonToken.START_OBJECT || starts == JsonToken.START_ARRAY) {
      boolean object = starts == JsonToken.START_OBJECT;
      int room = deepest - streamReadContext().getNestingDepth();
      fill();
      look.start(_inputBuffer, _inputPtr, _inputEnd);
      if (Skim.value(look, object ? '{' : '[', room)) {
        past(look, look.at);
        _nameCopied = false;
        _nextToken = null;
        _updateToken(object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY);
        return;
      }
    }
    nextToken();
    skipChildren();
  }

  /**
   * Reads the object whose opening brace is the current token; its closing brace is the next one.
   *
   * @param listed the kind that it has if it does not say one; may be empty
   * @return null if it takes a parser; nothing was read then
   */
  @Nullable MapValue object(ObjectReader reader, String listed) {
    fill();
    int levels = deepest - streamReadContext().getNestingDepth() + 1;
    MapValue object =
        reader.read(_inputBuffer, _inputPtr, _inputEnd, _tokenInputRow, levels, listed);
    if (object != null) {
      past(reader.bytes(), reader.bytes().at - 1);
    }
    return object;
  }

  private void past(JsonBytes passed, int end) {
    if (passed.lines > 0) {
      _currInputRow += passed.lines;
      _currInputRowStart = passed.lastLine;
    }
    _inputPtr = end;
  }

  /** Reads on when few bytes are left, so that most values are wholly in the buffer. */
  private void fill() {
    InputStream in = _inputStream;
    int rest = _inputEnd - _inputPtr;
    if (in == null || ended || rest >= FEW) {
      return;
    }
    System.arraycopy(_inputBuffer, _inputPtr, _inputBuffer, 0, rest);
    _currInputProcessed += _inputPtr;
    _currInputRowStart -= _inputPtr;
    _nameStartOffset -= _inputPtr;
    _inputPtr = 0;
    _inputEnd = rest;
    try {
      _inputEnd += in.readNBytes(_inputBuffer, rest, _inputBuffer.length - rest);
      ended = _inputEnd < _inputBuffer.length;
    } catch (IOException broken) {
      throw _wrapIOFailure(broken);
    }
  }
}
