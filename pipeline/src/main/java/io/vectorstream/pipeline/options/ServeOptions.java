package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where a run shows itself while it works. */
public interface ServeOptions extends PipelineOptions {

  @Description(
      "The port that page, API, metrics and health are served on over HTTP; 0 for any that is"
          + " free.")
  @Default.Integer(8080)
  int getHttpPort();

  void setHttpPort(int httpPort);

  @Description(
      "The name or address of this machine that is listened on; 0.0.0.0 for all it has. What is"
          + " served asks for no password.")
  @Default.String("localhost")
  String getHttpHost();

  void setHttpHost(String httpHost);

  @Description("Serve nothing over HTTP.")
  @Default.Boolean(false)
  boolean getNoHttp();

  void setNoHttp(boolean noHttp);

  @Description(
      "Stay up after the last event, so that one can look and search, until Ctrl-C or SIGTERM.")
  @Default.Boolean(false)
  boolean getKeepOpen();

  void setKeepOpen(boolean keepOpen);

  @Description(
      "For how long, in milliseconds, a pipeline may finish no event while events wait before it"
          + " counts as unhealthy.")
  @Default.Long(300_000)
  long getUnhealthyAfter();

  void setUnhealthyAfter(long unhealthyAfter);

  @Description(
      "The file with the token, of 16 characters or more, that is asked of those who change"
          + " something over HTTP; without it, nobody may.")
  @Nullable String getHttpTokenFile();

  void setHttpTokenFile(@Nullable String httpTokenFile);
}
