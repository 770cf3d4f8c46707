package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CollectionFitTest {

  private static final CollectionSpec PLAIN = CollectionSpec.of("c", VectorSpec.of(3));
  private static final CollectionSpec NAMED =
      CollectionSpec.of("c", ImmutableMap.of("title", VectorSpec.of(3), "image", VectorSpec.of(2)));

  private static final SparseVectorSpec IDF = SparseVectorSpec.create().withModifier(Modifier.Idf);

  @Test
  void oneOfTheSameVectorsFitsHoweverItIsTuned() {
    CollectionSpec tuned = PLAIN.withHnswM(8).withQuantization(Quantization.binary());

    new CollectionFit(PLAIN, CreatedCollections.of(tuned)).check();
    new CollectionFit(tuned, CreatedCollections.of(PLAIN)).check();
    new CollectionFit(NAMED, CreatedCollections.of(NAMED)).check();
  }

  @Test
  void allThatDiffersIsInOneSentence() {
    CollectionInfo found =
        CreatedCollections.of(CollectionSpec.of("c", VectorSpec.of(4).withDistance(Distance.Dot)))
            .toBuilder()
            .putPayloadSchema("price", index(PayloadSchemaType.Integer))
            .putPayloadSchema("user", index(PayloadSchemaType.Keyword))
            .build();
    CollectionSpec wanted =
        PLAIN.withPayloadIndex(PayloadIndex.keyword("user"), PayloadIndex.floating("price"));

    refuses(
        wanted,
        found,
        "vector size 4, wanted 3; distance Dot, wanted Cosine;"
            + " payload index on \"price\" of type Integer, wanted Float");
  }

  @Test
  void namesHaveToBeTheSame() {
    CollectionSpec other =
        CollectionSpec.of(
            "c",
            ImmutableMap.of(
                "title",
                VectorSpec.of(5).withDistance(Distance.Euclid),
                "sound",
                VectorSpec.of(2)));

    refuses(
        PLAIN,
        CreatedCollections.of(NAMED),
        "vectors named \"image\", \"title\", wanted a single vector without a name");
    refuses(
        NAMED,
        CreatedCollections.of(PLAIN),
        "a single vector without a name, wanted vectors named \"image\", \"title\"");
    refuses(
        NAMED,
        CreatedCollections.of(other),
        "vectors named \"sound\", \"title\", wanted vectors named \"image\", \"title\";"
            + " vector size of \"title\" 5, wanted 3;"
            + " distance of \"title\" Euclid, wanted Cosine");
    refuses(
        PLAIN,
        CollectionInfo.getDefaultInstance(),
        "no dense vectors, wanted a single vector without a name");
  }

  @Test
  void sparseVectorsThatAreWantedHaveToBeThere() {
    CollectionSpec words = PLAIN.withSparseVector("words", IDF);

    new CollectionFit(words, CreatedCollections.of(words)).check();
    new CollectionFit(PLAIN, CreatedCollections.of(words)).check();
    refuses(words, CreatedCollections.of(PLAIN), "no sparse vector \"words\"");
    refuses(
        words,
        CreatedCollections.of(PLAIN.withSparseVector("terms", IDF)),
        "no sparse vector \"words\"");
    refuses(
        words,
        CreatedCollections.of(PLAIN.withSparseVector("words", SparseVectorSpec.create())),
        "modifier of \"words\" None, wanted Idf");
    refuses(
        PLAIN.withSparseVector("words", SparseVectorSpec.create()),
        CreatedCollections.of(words),
        "modifier of \"words\" Idf, wanted None");
    refuses(
        NAMED.withSparseVector("words", IDF),
        CreatedCollections.of(PLAIN),
        "a single vector without a name, wanted vectors named \"image\", \"title\";"
            + " no sparse vector \"words\"");
  }

  @Test
  void bytesDoNotHoldTheseVectors() {
    CollectionInfo.Builder found = CreatedCollections.of(PLAIN).toBuilder();
    found
        .getConfigBuilder()
        .getParamsBuilder()
        .getVectorsConfigBuilder()
        .getParamsBuilder()
        .setDatatype(Datatype.Uint8);

    refuses(PLAIN, found.build(), "components Uint8, wanted Float32");
  }

  @Test
  void indexesThatAreMissingAreNamed() {
    CollectionInfo found =
        CreatedCollections.of(PLAIN).toBuilder()
            .putAllPayloadSchema(
                Map.of(
                    "user", index(PayloadSchemaType.Keyword),
                    "other", index(PayloadSchemaType.Text)))
            .build();
    CollectionSpec wanted =
        PLAIN.withPayloadIndex(PayloadIndex.keyword("user"), PayloadIndex.floating("price"));

    CollectionFit fit = new CollectionFit(wanted, found);

    fit.check();
    assertThat(fit.missingIndexes()).containsExactly(PayloadIndex.floating("price"));
  }

  private static PayloadSchemaInfo index(PayloadSchemaType type) {
    return PayloadSchemaInfo.newBuilder().setDataType(type).build();
  }

  private static void refuses(CollectionSpec wanted, CollectionInfo found, String differences) {
    assertThatThrownBy(() -> new CollectionFit(wanted, found).check())
        .isInstanceOf(UnfitCollectionException.class)
        .hasMessage(
            "The collection \"c\" does not fit: "
                + differences
                + ": choose another collection or delete this one");
  }
}
