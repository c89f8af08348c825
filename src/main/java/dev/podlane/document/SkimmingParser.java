package dev.podlane.document;

import java.io.InputStream;
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
 * Jackson's parser of UTF-8, which passes over what nobody wants without making tokens of it. Most
 * of what an API server says of an object is not wanted.
 */
final class SkimmingParser extends UTF8StreamJsonParser {
  private static final int BUFFER = 1 << 16;

  private final int deepest;

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
      Skim skim = Skim.over(_inputBuffer, _inputPtr, _inputEnd, object, room);
      if (skim != null) {
        past(skim, object);
        return;
      }
    }
    nextToken();
    skipChildren();
  }

  private void past(Skim skim, boolean object) {
    if (skim.lines() > 0) {
      _currInputRow += skim.lines();
      _currInputRowStart = skim.lastLine();
    }
    _inputPtr = skim.end();
    _nameCopied = false;
    _nextToken = null;
    _updateToken(object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY);
  }
}
