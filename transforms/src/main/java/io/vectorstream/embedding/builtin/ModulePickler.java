package io.vectorstream.embedding.builtin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a TorchScript object graph in Python's pickle protocol 2, the way {@code torch.jit.save}
 * does: objects are rebuilt from their class and a dictionary of attributes or a tuple, and a
 * tensor's numbers stand outside the pickle, named by a persistent id.
 *
 * <p>Opcodes are those of Python's {@code pickletools}; the shape of the id is that of {@code
 * torch/csrc/jit/serialization/pickler.cpp}.
 */
final class ModulePickler {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Tensor> tensors = new ArrayList<>();

  /** The pickle of a module and everything it holds. */
  byte[] pickle(ScriptObject module) {
    protocol();
    object(module);
    out.write('.');
    return out.toByteArray();
  }

  /** The tensors met so far: the one at index N belongs into the archive as {@code data/N}. */
  List<Tensor> tensors() {
    return tensors;
  }

  /** The pickle of an empty tuple: an archive without constants. */
  static byte[] emptyTuple() {
    return new byte[] {(byte) 0x80, 2, ')', '.'};
  }

  private void protocol() {
    out.write(0x80);
    out.write(2);
  }

  private void value(Object value) {
    if (value instanceof ScriptObject object) {
      object(object);
    } else if (value instanceof Tensor tensor) {
      tensor(tensor);
    } else if (value instanceof Boolean flag) {
      bool(flag);
    } else if (value instanceof Integer number) {
      integer(number);
    } else {
      throw new IllegalArgumentException("cannot pickle " + value);
    }
  }

  private void object(ScriptObject object) {
    global("__torch__", object.className());
    out.write(')'); // EMPTY_TUPLE
    out.write(0x81); // NEWOBJ
    if (object.hasSetState()) {
      out.write('('); // MARK
      object.attributes().values().forEach(this::value);
      out.write('t'); // TUPLE
    } else {
      out.write('}'); // EMPTY_DICT
      out.write('('); // MARK
      for (Map.Entry<String, Object> attribute : object.attributes().entrySet()) {
        string(attribute.getKey());
        value(attribute.getValue());
      }
      out.write('u'); // SETITEMS
    }
    out.write('b'); // BUILD
  }

  private void tensor(Tensor tensor) {
    global("torch._utils", "_rebuild_tensor_v2");
    out.write('('); // MARK
    storage(tensor);
    integer(0); // offset into the storage
    integers(tensor.size());
    integers(tensor.stride());
    bool(false); // requires_grad
    global("collections", "OrderedDict"); // backward hooks
    out.write(')'); // EMPTY_TUPLE
    out.write('R'); // REDUCE
    out.write('t'); // TUPLE
    out.write('R'); // REDUCE
    tensors.add(tensor);
  }

  private void storage(Tensor tensor) {
    out.write('('); // MARK
    string("storage");
    global("torch", "FloatStorage");
    string(Integer.toString(tensors.size()));
    string("cpu");
    integer(tensor.count());
    out.write('t'); // TUPLE
    out.write('Q'); // BINPERSID
  }

  private void integers(List<Integer> values) {
    out.write('('); // MARK
    values.forEach(this::integer);
    out.write('t'); // TUPLE
  }

  private void integer(int value) {
    out.write('J'); // BININT
    littleEndian(value);
  }

  private void bool(boolean value) {
    out.write(value ? 0x88 : 0x89);
  }

  private void string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    out.write('X'); // BINUNICODE
    littleEndian(utf8.length);
    out.writeBytes(utf8);
  }

  private void global(String module, String name) {
    out.write('c');
    out.writeBytes((module + '\n' + name + '\n').getBytes(StandardCharsets.UTF_8));
  }

  private void littleEndian(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }
}
