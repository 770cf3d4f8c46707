package io.vectorstream.embedding.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The files outside of an ONNX file that hold numbers of its tensors, wherever a tensor may stand:
 * among the initializers, sparse or not, and in the attributes of nodes, those of functions and of
 * the branches and loops within a graph included.
 */
public final class ExternalData {

  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_FUNCTION = 25;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_SPARSE_INITIALIZER = 15;
  private static final int FUNCTION_NODE = 7;
  private static final int FUNCTION_ATTRIBUTE = 11;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int ATTRIBUTE_GRAPH = 6;
  private static final int ATTRIBUTE_TENSORS = 10;
  private static final int ATTRIBUTE_GRAPHS = 11;
  private static final int ATTRIBUTE_SPARSE_TENSOR = 22;
  private static final int ATTRIBUTE_SPARSE_TENSORS = 23;
  private static final int SPARSE_VALUES = 1;
  private static final int SPARSE_INDICES = 2;
  private static final int TENSOR_EXTERNAL_DATA = 13;
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;

  private final ProtobufMessage message;
  private final SortedSet<String> locations = new TreeSet<>();

  private ExternalData(ProtobufMessage message) {
    this.message = message;
  }

  /**
   * The files' locations as the graph gives them: paths that begin where the ONNX file is.
   *
   * @param model a whole file's content
   * @throws IOException if it is no protobuf message
   */
  public static SortedSet<String> locations(ByteBuffer model) throws IOException {
    ExternalData data = new ExternalData(new ProtobufMessage(model));
    data.message.read(data::model);
    return data.locations;
  }

  private boolean model(int field) throws IOException {
    return switch (field) {
      case MODEL_GRAPH -> message.readMessage(this::graph);
      case MODEL_FUNCTION -> message.readMessage(this::function);
      default -> false;
    };
  }

  private boolean graph(int field) throws IOException {
    return switch (field) {
      case GRAPH_NODE -> message.readMessage(this::node);
      case GRAPH_INITIALIZER -> message.readMessage(this::tensor);
      case GRAPH_SPARSE_INITIALIZER -> message.readMessage(this::sparseTensor);
      default -> false;
    };
  }

  private boolean function(int field) throws IOException {
    return switch (field) {
      case FUNCTION_NODE -> message.readMessage(this::node);
      case FUNCTION_ATTRIBUTE -> message.readMessage(this::attribute);
      default -> false;
    };
  }

  private boolean node(int field) throws IOException {
    return field == NODE_ATTRIBUTE && message.readMessage(this::attribute);
  }

  private boolean attribute(int field) throws IOException {
    return switch (field) {
      case ATTRIBUTE_TENSOR, ATTRIBUTE_TENSORS -> message.readMessage(this::tensor);
      case ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS -> message.readMessage(this::graph);
      case ATTRIBUTE_SPARSE_TENSOR, ATTRIBUTE_SPARSE_TENSORS ->
          message.readMessage(this::sparseTensor);
      default -> false;
    };
  }

  private boolean sparseTensor(int field) throws IOException {
    return (field == SPARSE_VALUES || field == SPARSE_INDICES) && message.readMessage(this::tensor);
  }

  private boolean tensor(int field) throws IOException {
    return field == TENSOR_EXTERNAL_DATA && externalData();
  }

  /** One of a tensor's pairs of key and value: where its numbers begin is another, for example. */
  private boolean externalData() throws IOException {
    String[] entry = {"", ""};
    message.readMessage(
        field -> {
          boolean wanted = field == ENTRY_KEY || field == ENTRY_VALUE;
          if (wanted) {
            entry[field - ENTRY_KEY] = message.in().readString();
          }
          return wanted;
        });
    if (entry[0].equals("location")) {
      locations.add(entry[1]);
    }
    return true;
  }
}
