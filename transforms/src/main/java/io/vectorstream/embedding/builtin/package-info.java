/**
 * The model that comes with the library: all-MiniLM-L6-v2, whose weights are an ONNX file on the
 * class path, written once as a TorchScript model folder that any PyTorch engine can load.
 */
package io.vectorstream.embedding.builtin;
