package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CollectionSpecTest {

  private static final CollectionSpec PLAIN = CollectionSpec.of("c", VectorSpec.of(3));

  @Test
  void isCreatedIfNeededAndLeavesTuningToQdrant() {
    assertThat(PLAIN.name()).isEqualTo("c");
    assertThat(PLAIN.vectors()).containsExactly(Map.entry("", VectorSpec.of(3)));
    assertThat(PLAIN.createDisposition()).isEqualTo(CreateDisposition.CREATE_IF_NEEDED);
    assertThat(shown(PLAIN))
        .containsExactlyInAnyOrder(
            "collection=c", "createDisposition=CREATE_IF_NEEDED", "vector=3 Cosine");
  }

  @Test
  void keepsAndShowsEverySetting() {
    CollectionSpec spec =
        CollectionSpec.of(
                "c",
                ImmutableMap.of(
                    "title", VectorSpec.of(3),
                    "image", VectorSpec.of(2).withDistance(Distance.Dot).withOnDisk()))
            .withSparseVector("tags", SparseVectorSpec.create())
            .withSparseVector("words", SparseVectorSpec.create())
            .withSparseVector("words", SparseVectorSpec.create().withModifier(Modifier.Idf))
            .withCreateDisposition(CreateDisposition.CREATE_NEVER)
            .withMetadata(Map.of("owner", ValueFactory.value("shop")))
            .withPayloadIndex(PayloadIndex.keyword("user"))
            .withPayloadIndex(PayloadIndex.floating("price"), PayloadIndex.text("name"))
            .withHnswM(32)
            .withHnswEfConstruct(200)
            .withQuantization(Quantization.scalar().withQuantile(0.99f).withAlwaysRam())
            .withOnDiskPayload(false)
            .withShardNumber(6)
            .withReplicationFactor(3)
            .withWriteConsistencyFactor(2);

    assertThat(shown(spec))
        .containsExactlyInAnyOrder(
            "collection=c",
            "createDisposition=CREATE_NEVER",
            "vector.title=3 Cosine",
            "vector.image=2 Dot on disk",
            "vector.tags=sparse",
            "vector.words=sparse Idf",
            "metadata=owner",
            "payloadIndex.user=Keyword",
            "payloadIndex.price=Float",
            "payloadIndex.name=Text",
            "hnswM=32",
            "hnswEfConstruct=200",
            "quantization=scalar of quantile 0.99 always in memory",
            "onDiskPayload=false",
            "shardNumber=6",
            "replicationFactor=3",
            "writeConsistencyFactor=2");
    assertThat(SerializableUtils.ensureSerializable(spec)).isEqualTo(spec).hasSameHashCodeAs(spec);
  }

  private static List<String> shown(CollectionSpec spec) {
    return DisplayData.from(spec).items().stream()
        .map(item -> item.getKey() + "=" + item.getValue())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a:b", "a\\b", "a?", "a\0b"})
  void refusesNamesWithWhatQdrantForbids(String name) {
    assertThatThrownBy(() -> CollectionSpec.of(name, VectorSpec.of(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a collection's name cannot contain \"")
        .hasMessageEndingWith("\", as \"" + name + "\" does");
  }

  @Test
  void takesTheOtherNamesThatQdrantTakes() {
    for (String name : List.of("é %", "x".repeat(255))) {
      assertThat(CollectionSpec.of(name, VectorSpec.of(3)).name()).isEqualTo(name);
    }
    refuses(
        "a collection's name has at most 255 characters, this one 256",
        spec -> CollectionSpec.of("x".repeat(256), VectorSpec.of(3)));
    refuses(
        "a collection needs a name, it is blank", spec -> CollectionSpec.of(" ", VectorSpec.of(3)));
  }

  @Test
  void saysWhatMakesNoSense() {
    refuses("a collection needs vectors, there are none", spec -> CollectionSpec.of("c", Map.of()));
    refuses(
        "a named vector needs a name, it is blank",
        spec -> CollectionSpec.of("c", Map.of("", VectorSpec.of(3))));
    refuses(
        "a sparse vector needs a name, it is blank",
        spec -> spec.withSparseVector("", SparseVectorSpec.create()));
    refuses(
        "the vector \"text\" cannot be dense and sparse",
        spec ->
            CollectionSpec.of("c", Map.of("text", VectorSpec.of(3)))
                .withSparseVector("text", SparseVectorSpec.create()));
    refuses(
        "modifier has to be None or Idf, it is UNRECOGNIZED",
        spec -> SparseVectorSpec.create().withModifier(Modifier.UNRECOGNIZED));
    refuses(
        "the field \"a\" has two payload indexes",
        spec ->
            spec.withPayloadIndex(PayloadIndex.keyword("a"))
                .withPayloadIndex(PayloadIndex.integer("a")));
    refuses("a payload index needs a field's name, it is blank", spec -> PayloadIndex.keyword(""));
    refuses("HNSW m has to be at least 0, it is -1", spec -> spec.withHnswM(-1));
    refuses("HNSW ef_construct has to be at least 4, it is 3", spec -> spec.withHnswEfConstruct(3));
    refuses("shard number has to be at least 1, it is 0", spec -> spec.withShardNumber(0));
    refuses(
        "replication factor has to be at least 1, it is 0", spec -> spec.withReplicationFactor(0));
    refuses(
        "write consistency factor has to be at least 1, it is 0",
        spec -> spec.withWriteConsistencyFactor(0));
  }

  private static void refuses(String sentence, Consumer<CollectionSpec> setting) {
    assertThatThrownBy(() -> setting.accept(PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }
}
