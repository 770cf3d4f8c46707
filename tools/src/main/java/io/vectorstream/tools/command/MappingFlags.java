package io.vectorstream.tools.command;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.settings.EventsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say how records become events, named as the pipeline's. */
public final class MappingFlags {

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "Where the fields of an event are in a value: a YAML file or builtin:NAME, or several"
              + " separated by commas.")
  private @Nullable String mapping;

  @Option(
      names = "--valueFormat",
      defaultValue = "json",
      paramLabel = "FORMAT",
      description = "What values are wrapped in, as the pipeline has it.")
  private String valueFormat;

  @Option(
      names = "--schemaRegistry",
      paramLabel = "URL",
      description = "The schema registry that knows how Avro was written.")
  private @Nullable String schemaRegistry;

  @Option(
      names = "--schemaRegistryUserInfoFile",
      paramLabel = "FILE",
      description = "A file with the user and the password it wants, as user:password in one line.")
  private @Nullable String schemaRegistryUserInfoFile;

  /**
   * How records become events.
   *
   * @throws UserMistakeException if a flag makes no sense
   */
  public EventsReader reader() {
    return new EventsReader(mapping, valueFormat, schemaRegistry, schemaRegistryUserInfoFile);
  }
}
