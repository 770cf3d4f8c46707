package io.vectorstream.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What somebody has to know to change something. It is never shown. */
public final class AccessToken {

  private final byte[] secret;

  /** A token of this text. */
  public AccessToken(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a text is the token; how long that takes does not tell how much of it is right. */
  public boolean matches(String text) {
    return MessageDigest.isEqual(secret, text.getBytes(StandardCharsets.UTF_8));
  }
}
