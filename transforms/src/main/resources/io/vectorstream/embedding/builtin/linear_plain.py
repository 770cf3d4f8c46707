class Linear(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weight : Tensor
  bias : Tensor
  def __getstate__(self: __torch__.Linear) -> Tuple[Tensor, Tensor, int]:
    ops.prim.RaiseException("a prepared model is not saved again")
    return (self.weight, self.bias, 6)
  def __setstate__(self: __torch__.Linear,
    state: Tuple[Tensor, Tensor, int]) -> NoneType:
    weight, bias, type, = state
    self.training = False
    self.weight = torch.to(torch.contiguous(weight), type)
    self.bias = torch.to(bias, type)
    return None
  def forward(self: __torch__.Linear,
    x: Tensor) -> Tensor:
    return torch.linear(x, self.weight, self.bias)
  def gelu(self: __torch__.Linear,
    x: Tensor) -> Tensor:
    return torch.gelu(torch.linear(x, self.weight, self.bias))
