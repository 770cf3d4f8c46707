package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How records are read whose form is not VectorStream's own. */
public interface MappingOptions extends PipelineOptions {

  @Description(
      "Where the fields of an event are in a record's value: a YAML file, or \"builtin:NAME\" for a"
          + " mapping that comes along; several separated by commas, of which the first counts that is"
          + " for a value's form. Default: none, a value is an event as it is.")
  @Nullable String getMapping();

  void setMapping(@Nullable String mapping);

  @Description(
      "What values are wrapped in: json, registry-json (JSON behind the bytes that a schema registry's"
          + " serializers put in front), avro (the same in Avro), debezium or cloudevents; gzip+ in front"
          + " if they are compressed; also combined, such as avro+debezium.")
  @Default.String("json")
  String getValueFormat();

  void setValueFormat(String valueFormat);

  @Description(
      "The http or https address of the schema registry that knows how Avro was written; its API is"
          + " Confluent's. Default: none.")
  @Nullable String getSchemaRegistry();

  void setSchemaRegistry(@Nullable String schemaRegistry);

  @Description(
      "A file with the user and the password that the schema registry wants, as user:password in one"
          + " line. Each worker reads it, when it asks the registry. Default: none.")
  @Nullable String getSchemaRegistryUserInfoFile();

  void setSchemaRegistryUserInfoFile(@Nullable String schemaRegistryUserInfoFile);
}
