package io.vectorstream.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.vectorstream.embedding.EmbedTexts;
import io.vectorstream.embedding.Embedded;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.Unembeddable;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.QdrantIO;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.QdrantPoint;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline about something else than events; docs/library.md shows the part that is marked. */
final class SupportTicketsIT {

  // docs/library.md begins
  record Ticket(String id, String text) implements Serializable {}

  static final TextEmbedderFactory MODEL =
      DjlTextEmbedders.forWorkers(ModelSpec.of("builtin:all-MiniLM-L6-v2"));

  static PCollection<Unembeddable<Ticket>> store(
      PCollection<Ticket> tickets, QdrantConnection qdrant) {
    WithFailures.Result<PCollection<Embedded<Ticket>>, Unembeddable<Ticket>> embedded =
        tickets.apply("EmbedTickets", EmbedTexts.of(MODEL, Ticket::text));
    embedded
        .output()
        .apply(
            "WriteTickets",
            QdrantIO.<Embedded<Ticket>>writeVia(
                    ticket ->
                        QdrantPoint.withId(ticket.element().id())
                            .withVector(ticket.vector())
                            .withPayload(
                                Map.of("text", ValueFactory.value(ticket.element().text()))))
                .withConnection(qdrant)
                .withCollection(CollectionSpec.of("tickets", VectorSpec.of(384))));
    return embedded.failures();
  }

  static String mostLike(String query, QdrantConnection qdrant) throws Exception {
    try (TextEmbedder embedder = MODEL.open();
        QdrantClient client = qdrant.connect()) {
      QueryPoints nearest =
          QueryPoints.newBuilder()
              .setCollectionName("tickets")
              .setQuery(QueryFactory.nearest(embedder.embedQuery(query)))
              .setWithPayload(WithPayloadSelectorFactory.enable(true))
              .setLimit(1)
              .build();
      return client.queryAsync(nearest).get().get(0).getPayloadOrThrow("text").getStringValue();
    }
  }

  // docs/library.md ends

  private static final Path DOCUMENT = Path.of("../docs/library.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/vectorstream/example/SupportTicketsIT.java");

  @TempDir Path folder;

  @Test
  void ticketsAreFoundByWhatTheyMean() throws Exception {
    try (EmbeddedQdrant server = EmbeddedQdrant.start(folder.resolve("store"))) {
      QdrantConnection qdrant = QdrantConnection.of(server.url());
      TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
      PCollection<Ticket> tickets =
          pipeline.apply(
              Create.of(
                      new Ticket("T-1", "I have forgotten my password"),
                      new Ticket("T-2", "The parcel arrived with a broken cup"),
                      new Ticket("T-3", " "),
                      new Ticket("T-4", "Please send the invoice to our new address"))
                  .withCoder(SerializableCoder.of(Ticket.class)));

      PAssert.that(
              store(tickets, qdrant)
                  .apply(
                      MapElements.into(TypeDescriptors.strings())
                          .via(failure -> failure.element().id() + ": " + failure.reason())))
          .containsInAnyOrder("T-3: it has no text");
      pipeline.run().waitUntilFinish();

      assertThat(mostLike("I cannot log in", qdrant)).isEqualTo("I have forgotten my password");
      assertThat(mostLike("damaged goods", qdrant))
          .isEqualTo("The parcel arrived with a broken cup");
      assertThat(mostLike("where is my bill?", qdrant))
          .isEqualTo("Please send the invoice to our new address");
    }
  }

  @Test
  void theDocumentShowsThisCode() throws Exception {
    String shown =
        between(
            Files.readString(SOURCE), "  // docs/library.md begins\n", "  // docs/library.md ends");

    assertThat(between(Files.readString(DOCUMENT), "```java\n", "```"))
        .isEqualTo(shown.replaceAll("(?m)^ {2}", "").stripTrailing() + "\n");
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
