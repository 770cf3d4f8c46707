package io.vectorstream.serve.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status
 * @param contentType with the character set, where it is text
 * @param body in bytes
 */
public record Answer(int status, String contentType, byte[] body) {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Text of some type. */
  public static Answer of(int status, String contentType, String body) {
    return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A sentence for a person, without its full stop. */
  public static Answer sentence(int status, String sentence) {
    return of(status, TEXT, sentence + ".\n");
  }

  /** JSON, indented for those who read it. */
  public static Answer json(int status, JsonNode json) {
    try {
      return of(
          status, JSON, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong, as the API says it: {@code {"error": "..."}}. */
  public static Answer error(int status, String sentence) {
    return json(status, MAPPER.createObjectNode().put("error", sentence));
  }
}
