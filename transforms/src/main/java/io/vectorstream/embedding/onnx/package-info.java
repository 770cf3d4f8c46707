/** What an ONNX file says of itself, read as the protobuf message it is, without ONNX's library. */
package io.vectorstream.embedding.onnx;
