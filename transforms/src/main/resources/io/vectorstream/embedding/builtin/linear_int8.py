class Linear(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  reduce_range : bool
  packed : __torch__.torch.classes.quantized.LinearPackedParamsBase
  def __getstate__(self: __torch__.Linear) -> Tuple[Tensor, Tensor, bool]:
    ops.prim.RaiseException("a prepared model is not saved again")
    return (torch.zeros([0]), torch.zeros([0]), False)
  def __setstate__(self: __torch__.Linear,
    state: Tuple[Tensor, Tensor, bool]) -> NoneType:
    weight, bias, reduce_range, = state
    self.training = False
    self.reduce_range = reduce_range
    scales = torch.div(torch.amax(torch.abs(weight), [1]), 127.)
    zeros = torch.zeros_like(scales, dtype=4)
    quantized = torch.quantize_per_channel(torch.contiguous(weight), scales, zeros, 0, 12)
    self.packed = ops.quantized.linear_prepack(quantized, bias)
    return None
  def forward(self: __torch__.Linear,
    x: Tensor) -> Tensor:
    return ops.quantized.linear_dynamic(x, self.packed, self.reduce_range)
  def gelu(self: __torch__.Linear,
    x: Tensor) -> Tensor:
    return torch.gelu_(ops.quantized.linear_dynamic(x, self.packed, self.reduce_range))
