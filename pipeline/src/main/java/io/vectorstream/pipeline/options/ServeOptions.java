package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where a run shows itself while it works. */
public interface ServeOptions extends PipelineOptions {

  @Description("The port that metrics and health are served on over HTTP; 0 for any that is free.")
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
      "For how long, in milliseconds, a pipeline may finish no event while events wait before it"
          + " counts as unhealthy.")
  @Default.Long(300_000)
  long getUnhealthyAfter();

  void setUnhealthyAfter(long unhealthyAfter);
}
