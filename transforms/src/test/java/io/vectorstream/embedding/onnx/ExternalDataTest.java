package io.vectorstream.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ExternalDataTest {

  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static ByteString message(Fields fields) throws IOException {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteString();
  }

  /** A message with another one in a field of it. */
  private static ByteString in(int field, ByteString inner) throws IOException {
    return message(out -> out.writeBytes(field, inner));
  }

  private static ByteString entry(String key, String value) throws IOException {
    return message(
        out -> {
          out.writeString(1, key);
          out.writeString(2, value);
        });
  }

  private static ByteString tensor(String location) throws IOException {
    return message(
        out -> {
          out.writeInt64(1, 3);
          out.writeString(8, "weights.bin");
          out.writeBytes(13, entry("offset", "4096"));
          out.writeBytes(13, entry("location", location));
          out.writeInt32(14, 1);
        });
  }

  private static ByteBuffer model(ByteString graph) throws IOException {
    return in(7, graph).asReadOnlyByteBuffer();
  }

  /** A graph with a node that has one attribute. */
  private static ByteString attribute(int field, ByteString value) throws IOException {
    return in(1, in(5, in(field, value)));
  }

  @Test
  void findsTensorsWhereverTheyStand() throws Exception {
    ByteString body = attribute(5, tensor("a value in a loop"));
    ByteString function = in(7, in(5, in(10, tensor("a list in a function"))));
    ByteBuffer model =
        in(7, in(5, tensor("initializer")))
            .concat(in(7, in(15, in(1, tensor("sparse values")))))
            .concat(in(7, in(15, in(2, tensor("sparse indices")))))
            .concat(in(7, attribute(5, tensor("attribute"))))
            .concat(in(7, attribute(10, tensor("attributes"))))
            .concat(in(7, attribute(22, in(1, tensor("sparse attribute")))))
            .concat(in(7, attribute(23, in(2, tensor("sparse attributes")))))
            .concat(in(7, attribute(6, body)))
            .concat(in(7, attribute(11, in(5, tensor("a branch")))))
            .concat(in(25, function))
            .concat(in(25, in(11, in(5, tensor("a function's default")))))
            .asReadOnlyByteBuffer();

    assertThat(ExternalData.locations(model))
        .containsExactly(
            "a branch",
            "a function's default",
            "a list in a function",
            "a value in a loop",
            "attribute",
            "attributes",
            "initializer",
            "sparse attribute",
            "sparse attributes",
            "sparse indices",
            "sparse values");
  }

  @Test
  void namesAFileOnce() throws Exception {
    ByteString graph = in(5, tensor("b.bin")).concat(in(5, tensor("a.bin")));

    assertThat(ExternalData.locations(model(graph.concat(in(5, tensor("b.bin"))))))
        .containsExactly("a.bin", "b.bin");
  }

  @Test
  void aGraphThatHoldsAllOfItsNumbersNamesNone() throws Exception {
    ByteString tensor = message(out -> out.writeByteArray(9, new byte[] {1, 2, 3, 4}));

    assertThat(ExternalData.locations(model(in(5, tensor)))).isEmpty();
    assertThat(ExternalData.locations(ByteBuffer.allocate(0))).isEmpty();
  }

  @Test
  void whatIsNoGraphIsAnIoException() throws Exception {
    ByteBuffer text = StandardCharsets.UTF_8.encode("not a graph");
    assertThatThrownBy(() -> ExternalData.locations(text)).isInstanceOf(IOException.class);

    ByteString graph = in(5, tensor("weights.bin"));
    ByteBuffer cut = model(graph).limit(10);
    assertThatThrownBy(() -> ExternalData.locations(cut)).isInstanceOf(IOException.class);

    for (int depth = 0; depth < 200; depth++) {
      graph = attribute(6, graph);
    }
    ByteBuffer deep = model(graph);
    assertThatThrownBy(() -> ExternalData.locations(deep))
        .isInstanceOf(IOException.class)
        .hasMessage("messages are nested more than 100 deep");
  }
}
