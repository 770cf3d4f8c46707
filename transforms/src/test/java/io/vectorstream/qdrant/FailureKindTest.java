package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureKindTest {

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, TRANSIENT",
    "DEADLINE_EXCEEDED, TRANSIENT",
    "RESOURCE_EXHAUSTED, TRANSIENT",
    "ABORTED, TRANSIENT",
    "CANCELLED, TRANSIENT",
    "INVALID_ARGUMENT, CONTENT",
    "NOT_FOUND, SETUP",
    "UNAUTHENTICATED, SETUP",
    "PERMISSION_DENIED, SETUP",
    "UNIMPLEMENTED, SETUP",
    "INTERNAL, SETUP",
    "UNKNOWN, SETUP"
  })
  void followsTheStatusCode(Status.Code code, FailureKind kind) {
    assertThat(FailureKind.of(code.toStatus())).isEqualTo(kind);
  }
}
