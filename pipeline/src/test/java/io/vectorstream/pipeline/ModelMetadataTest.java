package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.embedding.ModelIdentity;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelMetadataTest {

  private static final ModelIdentity MODEL =
      new ModelIdentity("mini", "a1", "mean", true, 384, "fp32");

  @Test
  void isAnObjectThatAPersonUnderstands() {
    Value value = ModelMetadata.toValue(MODEL);

    assertThat(value.getStructValue().getFieldsMap())
        .isEqualTo(
            Map.of(
                "name", ValueFactory.value("mini"),
                "revision", ValueFactory.value("a1"),
                "pooling", ValueFactory.value("mean"),
                "normalized", ValueFactory.value(true),
                "dimension", ValueFactory.value(384),
                "precision", ValueFactory.value("fp32")));
    assertThat(ModelMetadata.toIdentity(value)).isEqualTo(MODEL);
  }

  @Test
  void whatIsMissingOrChangedFitsNoModel() {
    ModelIdentity half =
        ModelMetadata.toIdentity(
            ValueFactory.value(
                Map.of("name", ValueFactory.value("mini"), "revision", ValueFactory.value(1))));

    assertThat(half)
        .isEqualTo(new ModelIdentity("mini", "unknown", "unknown", false, 0, "unknown"));
    assertThat(MODEL.isCompatibleWith(half)).isFalse();
    assertThat(ModelMetadata.toIdentity(ValueFactory.value("mini")).name()).isEqualTo("unknown");
  }
}
