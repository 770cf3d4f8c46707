package io.vectorstream.search;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.vectorstream.words.TextWords;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the events of a collection can be searched by their words. */
final class StoredWords {

  private static final Logger LOG = LoggerFactory.getLogger(StoredWords.class);

  /** Where a collection's metadata says how its vectors were made. */
  private static final String ORIGIN = "vectorstream.model";

  private static final String WORDS = "words";

  /** A collection may get words while it is searched. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  private final CollectionCalls store;
  private final Supplier<Optional<String>> obstacle;
  private final AtomicBoolean warned = new AtomicBoolean();

  StoredWords(CollectionCalls store) {
    this.store = store;
    this.obstacle = Suppliers.memoizeWithExpiration(this::findObstacle, KNOWN_FOR);
  }

  /**
   * The mode in which the collection is searched.
   *
   * @param wanted null for the best one
   * @throws NoWordsException if it needs words, and the collection has none that fit
   */
  SearchMode choose(@Nullable SearchMode wanted) {
    if (wanted == SearchMode.MEANING) {
      return wanted;
    }
    Optional<String> why = obstacle.get();
    if (why.isEmpty()) {
      return wanted == null ? SearchMode.HYBRID : wanted;
    }
    if (wanted != null) {
      throw new NoWordsException(why.get());
    }
    return SearchMode.MEANING;
  }

  private Optional<String> findObstacle() {
    CollectionInfo info = store.call(QdrantClient::getCollectionInfoAsync);
    Map<String, SparseVectorParams> vectors =
        info.getConfig().getParams().getSparseVectorsConfig().getMapMap();
    SparseVectorParams words = vectors.get(TextWords.VECTOR);
    if (words == null || words.getModifier() != Modifier.Idf) {
      return Optional.of(
          String.format(
              "The collection %s has no words, so it can be searched by meaning only",
              store.collection()));
    }
    String identity =
        info.getConfig()
            .getMetadataOrDefault(ORIGIN, ValueFactory.nullValue())
            .getStructValue()
            .getFieldsOrDefault(WORDS, ValueFactory.value(TextWords.IDENTITY))
            .getStringValue();
    return identity.equals(TextWords.IDENTITY) ? Optional.empty() : Optional.of(differ(identity));
  }

  private String differ(String identity) {
    String sentence =
        String.format(
            "The words of the collection %s were made by %s and those of a query are made by %s,"
                + " so it can be searched by meaning only until it is filled anew",
            store.collection(), identity, TextWords.IDENTITY);
    if (warned.compareAndSet(false, true)) {
      LOG.warn(sentence);
    }
    return sentence;
  }
}
