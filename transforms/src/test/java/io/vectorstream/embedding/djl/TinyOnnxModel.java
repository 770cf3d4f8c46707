package io.vectorstream.embedding.djl;

import com.google.protobuf.CodedOutputStream;
import io.vectorstream.embedding.builtin.TinyModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model of {@link TinyModel} as an ONNX graph, written by hand: token vectors looked up in a
 * table. Inputs and outputs are what a test wants.
 */
final class TinyOnnxModel {

  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int INT = 2;
  private static final int EXTERNAL = 1;

  private final List<String> inputs;
  private final List<Part> nodes = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private @Nullable String tableLocation;

  /** A piece of a message, which may fail to be written only because the interface may. */
  @FunctionalInterface
  private interface Part {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private TinyOnnxModel(String... inputs) {
    this.inputs = List.of(inputs);
  }

  /** A graph that declares these inputs, the first of which are the token ids. */
  static TinyOnnxModel with(String... inputs) {
    return new TinyOnnxModel(inputs);
  }

  /** Adds an output: the vectors of the tokens. */
  TinyOnnxModel tokenVectors(String name) {
    nodes.add(node("Gather", List.of("table", inputs.get(0)), name));
    outputs.add(name);
    return this;
  }

  /** Adds an output: the largest components among the tokens, of shape (batch, 2). */
  TinyOnnxModel sentenceVectors(String name) {
    nodes.add(node("Gather", List.of("table", inputs.get(0)), name + "_tokens"));
    nodes.add(
        node(
            "ReduceMax",
            List.of(name + "_tokens"),
            name,
            intsAttribute("axes", 1),
            intsAttribute("keepdims", 0)));
    outputs.add(name);
    return this;
  }

  /** Adds an output: the ids themselves. */
  TinyOnnxModel ids(String name) {
    nodes.add(node("Identity", List.of(inputs.get(0)), name));
    outputs.add(name);
    return this;
  }

  /** Keeps the table in a file of this name beside the graph. */
  TinyOnnxModel tableIn(String location) {
    tableLocation = location;
    return this;
  }

  /** Writes the graph, and not the file that it may keep its table in. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        bytes(
            model -> {
              model.writeInt64(1, IR_VERSION);
              model.writeByteArray(7, bytes(this::writeGraph));
              model.writeByteArray(8, bytes(opset -> opset.writeInt64(2, OPSET)));
            }));
  }

  private void writeGraph(CodedOutputStream graph) throws IOException {
    for (Part node : nodes) {
      graph.writeByteArray(1, bytes(node));
    }
    graph.writeString(2, "tiny");
    graph.writeByteArray(5, bytes(this::writeTable));
    for (String input : inputs) {
      graph.writeByteArray(11, bytes(value(input, INT64)));
    }
    for (String output : outputs) {
      graph.writeByteArray(12, bytes(value(output, output.startsWith("ids") ? INT64 : FLOAT)));
    }
  }

  /** The bytes of a table: two numbers for any other word, two for "red" and two for "shoes". */
  static byte[] table(List<Float> numbers) {
    ByteBuffer table = ByteBuffer.allocate(6 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    numbers.forEach(table::putFloat);
    return table.array();
  }

  private void writeTable(CodedOutputStream tensor) throws IOException {
    tensor.writeInt64(1, 3);
    tensor.writeInt64(1, 2);
    tensor.writeInt32(2, FLOAT);
    tensor.writeString(8, "table");
    if (tableLocation == null) {
      tensor.writeByteArray(9, table(TinyModel.TABLE));
    } else {
      tensor.writeByteArray(
          13,
          bytes(
              entry -> {
                entry.writeString(1, "location");
                entry.writeString(2, tableLocation);
              }));
      tensor.writeInt32(14, EXTERNAL);
    }
  }

  private static Part node(String type, List<String> inputs, String output, Part... attributes) {
    return node -> {
      for (String input : inputs) {
        node.writeString(1, input);
      }
      node.writeString(2, output);
      node.writeString(4, type);
      for (Part attribute : attributes) {
        node.writeByteArray(5, bytes(attribute));
      }
    };
  }

  private static Part intsAttribute(String name, int value) {
    return attribute -> {
      attribute.writeString(1, name);
      if (name.equals("axes")) {
        attribute.writeInt64(8, value);
        attribute.writeInt32(20, 7);
      } else {
        attribute.writeInt64(3, value);
        attribute.writeInt32(20, INT);
      }
    };
  }

  /** A tensor's name and element type; its shape is left open. */
  private static Part value(String name, int elementType) {
    return value -> {
      value.writeString(1, name);
      value.writeByteArray(
          2,
          bytes(
              type -> type.writeByteArray(1, bytes(tensor -> tensor.writeInt32(1, elementType)))));
    };
  }

  private static byte[] bytes(Part part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    part.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }
}
