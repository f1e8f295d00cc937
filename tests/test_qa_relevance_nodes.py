"""Weights in 8 bits: their products are those of the whole weights, but for the rounding."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from qa.relevance.nodes import BLOCK, Nodes, opsets


def product(x: np.ndarray, weight: np.ndarray) -> np.ndarray:
    build = Nodes()
    name = build.product("x", weight)
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        build.nodes,
        "product",
        [value("x", TensorProto.FLOAT, list(x.shape))],
        [value(name, TensorProto.FLOAT, [x.shape[0], weight.shape[0]])],
        build.constants,
    )
    model = helper.make_model(graph, opset_imports=opsets(21), ir_version=10)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    (found,) = session.run(None, {"x": x})
    return found


@pytest.mark.parametrize("columns", [BLOCK // 4, BLOCK, 2 * BLOCK + BLOCK // 4])
def test_a_product_is_that_of_the_whole_weight_but_for_the_rounding(columns: int) -> None:
    chance = np.random.default_rng(3)
    x = chance.standard_normal((5, columns)).astype(np.float32)
    weight = chance.standard_normal((24, columns)).astype(np.float32)
    weight[7] = 0
    found, wanted = product(x, weight), x @ weight.T
    assert np.abs(found - wanted).max() < 0.03 * np.abs(wanted).max()
    assert np.abs(found[:, 7]).max() < 1e-3


def test_one_large_weight_leaves_other_blocks_of_its_row_fine() -> None:
    weight = np.full((8, 2 * BLOCK), 0.01, np.float32)
    weight[0, 0] = 100
    x = np.zeros((1, 2 * BLOCK), np.float32)
    x[0, BLOCK:] = 1
    assert product(x, weight) == pytest.approx(x @ weight.T, rel=0.02)
