"""The packed file and the tokenizer: weights exact, tables exact, other formats refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.models import unpack_e5
from qa.models.unpack_tokenizer import charsmap
from tests import tiny_e5


def test_four_bit_blocks_are_scale_times_offset() -> None:
    taken = unpack_e5.parse(tiny_e5.packed())
    _, count, offset, _ = taken.tensors["l0.q.w"]
    weights = unpack_e5.tensor(taken, "l0.q.w")
    assert weights.shape == (count,) == (tiny_e5.HIDDEN**2,)
    block = bytes(taken.data[offset : offset + 18])
    scale = float(np.frombuffer(block[:2], "<f2")[0])
    expected = [(byte & 15) - 8 for byte in block[2:]] + [(byte >> 4) - 8 for byte in block[2:]]
    assert np.array_equal(weights[:32], np.float32(scale) * np.array(expected, np.float32))


@pytest.mark.parametrize("data", [b"", b"GGUF" + bytes(100), b"E5S1" + b"\2" + bytes(100)])
def test_another_format_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="packed e5 file"):
        unpack_e5.parse(data)


@given(
    table=st.dictionaries(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4),
        min_size=1,
        max_size=60,
    )
)
def test_the_normalisation_table_survives_its_binary_form(table: dict[str, str]) -> None:
    """The library that will read it is the oracle."""
    from tokenizers.normalizers import Normalizer, Precompiled

    normalizer: Normalizer = Precompiled(charsmap(table))
    others = set("a字é\u0301𠮷 ") - set(table)
    for key in {*table, *others}:
        assert normalizer.normalize_str(f"x{key}") in {
            "".join(table.get(character, character) for character in f"x{key}"),
            # The library looks at an x with its combining mark as one: the replacement of the x stands for both.
            table.get("x", "x" + key),
        }


def test_the_normalisation_table_replaces_nothing_else() -> None:
    from tokenizers.normalizers import Precompiled

    rng = np.random.default_rng(5)
    everyone = [chr(point) for point in range(1, 0x3400)]
    table = {str(key): str(new) for key, new in rng.choice(everyone, (400, 2))}
    normalizer = Precompiled(charsmap(table))
    assert [c for c in everyone if normalizer.normalize_str(c) != table.get(c, c)] == []
