package io.vectorstream.pipeline.options;

/** The address that stands for a service inside this process. */
public final class Addresses {

  /** Given as an address: start the service here. */
  public static final String EMBEDDED = "embedded";

  private Addresses() {}

  /** Whether an address stands for a service inside this process. */
  public static boolean isEmbedded(String address) {
    return EMBEDDED.equalsIgnoreCase(address);
  }
}
