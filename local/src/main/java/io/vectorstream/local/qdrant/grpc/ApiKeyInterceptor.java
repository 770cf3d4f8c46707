package io.vectorstream.local.qdrant.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.MessageDigest;
import java.util.Set;

/** Lets only calls with the right API key through, except for the health check. */
public final class ApiKeyInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> API_KEY =
      Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String BEARER = "Bearer ";
  private static final Set<String> OPEN = Set.of("qdrant.Qdrant");

  private final byte[] apiKey;

  /** Lets calls with this key through. */
  public ApiKeyInterceptor(String apiKey) {
    this.apiKey = apiKey.getBytes(UTF_8);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (OPEN.contains(call.getMethodDescriptor().getServiceName())) {
      return next.startCall(call, headers);
    }
    String given = givenKey(headers);
    if (given == null) {
      return refuse(call, "Must provide an API key or an Authorization bearer token");
    }
    if (!MessageDigest.isEqual(given.getBytes(UTF_8), apiKey)) {
      return refuse(call, "Invalid API key or JWT");
    }
    return next.startCall(call, headers);
  }

  private static String givenKey(Metadata headers) {
    String key = headers.get(API_KEY);
    if (key != null) {
      return key;
    }
    String authorization = headers.get(AUTHORIZATION);
    return authorization != null && authorization.startsWith(BEARER)
        ? authorization.substring(BEARER.length())
        : null;
  }

  private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, String reason) {
    call.close(Status.UNAUTHENTICATED.withDescription(reason), new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
