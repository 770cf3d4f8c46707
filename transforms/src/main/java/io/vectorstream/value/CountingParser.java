package io.vectorstream.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Stops after a number of values, each of which would become an object in memory. */
final class CountingParser extends JsonParserDelegate {

  private final int most;
  private int values;

  CountingParser(JsonParser parser, int most) {
    super(parser);
    this.most = most;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (token != null && (token.isScalarValue() || token.isStructStart()) && ++values > most) {
      throw new StreamConstraintsException("it has more than " + most + " values");
    }
    return token;
  }
}
