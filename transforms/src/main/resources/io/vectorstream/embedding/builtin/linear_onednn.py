class Linear(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weight : Tensor
  bias : Tensor
  def __getstate__(self: __torch__.Linear) -> Tuple[Tensor, Tensor, int]:
    ops.prim.RaiseException("a prepared model is not saved again")
    return (self.bias, self.bias, 6)
  def __setstate__(self: __torch__.Linear,
    state: Tuple[Tensor, Tensor, int]) -> NoneType:
    weight, bias, type, = state
    self.training = False
    self.weight = ops.mkldnn._reorder_linear_weight(torch.to(torch.contiguous(weight), type), 512)
    self.bias = torch.to(bias, type)
    return None
  def forward(self: __torch__.Linear,
    x: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, self.weight, self.bias, "none", annotate(List[Optional[number]], []), "")
  def gelu(self: __torch__.Linear,
    x: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, self.weight, self.bias, "gelu", annotate(List[Optional[number]], []), "none")
