/** Reads ONNX files as the protobuf messages that they are, without ONNX's library. */
package io.vectorstream.embedding.onnx;
