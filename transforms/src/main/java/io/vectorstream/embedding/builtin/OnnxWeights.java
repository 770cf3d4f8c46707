package io.vectorstream.embedding.builtin;

import com.google.protobuf.CodedInputStream;
import io.vectorstream.embedding.onnx.ProtobufMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights inside an ONNX file, by name. A matrix that the exporter has only numbered is found
 * by the name of the node that multiplies with it.
 *
 * <p>Of {@code onnx.proto} only what is needed is read: {@code ModelProto.graph}, the graph's nodes
 * (name, inputs) and initializers (name, shape, type, raw data). The numbers are not copied.
 */
final class OnnxWeights {

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_NAME = 3;
  private static final int TENSOR_DIMS = 1;
  private static final int TENSOR_DATA_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW_DATA = 9;
  private static final int TYPE_FLOAT = 1;

  private final ByteBuffer file;
  private final ProtobufMessage message;
  private final CodedInputStream in;
  private final Map<String, Tensor> tensors = new HashMap<>();
  private final Map<String, String> secondInputs = new HashMap<>();

  private OnnxWeights(ByteBuffer file) {
    this.file = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.message = new ProtobufMessage(this.file);
    this.in = message.in();
  }

  /** Reads a whole file's content; the weights remain views of the buffer. */
  static OnnxWeights read(ByteBuffer file) throws IOException {
    OnnxWeights weights = new OnnxWeights(file);
    weights.message.read(
        field -> field == MODEL_GRAPH && weights.message.readMessage(weights::graph));
    return weights;
  }

  /** The single precision weight of this name. */
  Tensor named(String name) throws IOException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IOException("the ONNX file has no single precision weight named " + name);
    }
    return tensor;
  }

  /** The matrix that the node of this name multiplies its first input with. */
  Tensor multipliedBy(String nodeName) throws IOException {
    String input = secondInputs.get(nodeName);
    if (input == null) {
      throw new IOException("the ONNX file has no node named " + nodeName);
    }
    return named(input);
  }

  private boolean graph(int field) throws IOException {
    return switch (field) {
      case GRAPH_NODE -> node();
      case GRAPH_INITIALIZER -> initializer();
      default -> false;
    };
  }

  private boolean node() throws IOException {
    List<String> names = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    message.readMessage(
        field ->
            switch (field) {
              case NODE_INPUT -> inputs.add(in.readString());
              case NODE_NAME -> names.add(in.readString());
              default -> false;
            });
    if (!names.isEmpty() && inputs.size() == 2) {
      secondInputs.put(names.get(0), inputs.get(1));
    }
    return true;
  }

  private boolean initializer() throws IOException {
    List<Integer> size = new ArrayList<>();
    List<Integer> type = new ArrayList<>();
    List<String> name = new ArrayList<>();
    List<ByteBuffer> data = new ArrayList<>();
    message.readMessage(
        field ->
            switch (field) {
              case TENSOR_DIMS -> size.add(Math.toIntExact(in.readInt64()));
              case TENSOR_DATA_TYPE -> type.add(in.readInt32());
              case TENSOR_NAME -> name.add(in.readString());
              case TENSOR_RAW_DATA -> data.add(bytes());
              default -> false;
            });
    if (type.contains(TYPE_FLOAT) && name.size() == 1 && data.size() == 1) {
      tensors.put(name.get(0), Tensor.rowMajor(List.copyOf(size), data.get(0)));
    }
    return true;
  }

  private ByteBuffer bytes() throws IOException {
    int length = in.readRawVarint32();
    int start = in.getTotalBytesRead();
    in.skipRawBytes(length);
    return file.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
