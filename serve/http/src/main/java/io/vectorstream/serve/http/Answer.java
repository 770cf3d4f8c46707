package io.vectorstream.serve.http;

import java.nio.charset.StandardCharsets;

/** What a request is answered with. */
record Answer(int status, String contentType, byte[] body) {

  private static final String TEXT = "text/plain; charset=utf-8";

  static Answer of(int status, String contentType, String body) {
    return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A sentence for a person. */
  static Answer sentence(int status, String sentence) {
    return of(status, TEXT, sentence + "\n");
  }
}
