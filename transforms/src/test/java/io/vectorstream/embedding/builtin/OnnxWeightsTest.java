package io.vectorstream.embedding.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class OnnxWeightsTest {

  private static final byte[] NUMBERS =
      ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1.5f).putFloat(-2f).array();

  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static ByteString message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return ByteString.copyFrom(bytes.toByteArray());
  }

  private static ByteBuffer model() throws IOException {
    ByteString weight =
        message(
            tensor -> {
              tensor.writeInt64(1, 1);
              tensor.writeInt64(1, 2);
              tensor.writeInt32(2, 1);
              tensor.writeString(8, "onnx::MatMul_1");
              tensor.writeByteArray(9, NUMBERS);
            });
    ByteString positions =
        message(
            tensor -> {
              tensor.writeInt64(1, 1);
              tensor.writeInt32(2, 7);
              tensor.writeString(8, "positions");
              tensor.writeByteArray(9, NUMBERS);
            });
    ByteString node =
        message(
            matMul -> {
              matMul.writeString(1, "hidden");
              matMul.writeString(1, "onnx::MatMul_1");
              matMul.writeString(2, "output");
              matMul.writeString(3, "/query/MatMul");
              matMul.writeString(4, "MatMul");
            });
    ByteString graph =
        message(
            fields -> {
              fields.writeBytes(1, node);
              fields.writeString(2, "graph");
              fields.writeBytes(5, weight);
              fields.writeBytes(5, positions);
            });
    return message(
            fields -> {
              fields.writeInt64(1, 7);
              fields.writeString(2, "pytorch");
              fields.writeBytes(7, graph);
            })
        .asReadOnlyByteBuffer();
  }

  @Test
  void findsAWeightByItsNameAndByItsNode() throws Exception {
    OnnxWeights weights = OnnxWeights.read(model());

    Tensor tensor = weights.named("onnx::MatMul_1");
    assertThat(tensor.size()).containsExactly(1, 2);
    assertThat(tensor.stride()).containsExactly(2, 1);
    assertThat(tensor.floats().getFloat(0)).isEqualTo(1.5f);
    assertThat(tensor.floats().getFloat(4)).isEqualTo(-2f);
    assertThat(weights.multipliedBy("/query/MatMul")).isEqualTo(tensor);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    OnnxWeights weights = OnnxWeights.read(model());

    assertThatThrownBy(() -> weights.named("positions")).hasMessageContaining("positions");
    assertThatThrownBy(() -> weights.multipliedBy("/key/MatMul"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/key/MatMul");
  }
}
