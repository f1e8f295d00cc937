"""The words by which officials say that something is meant to come about, and the words that ask. Patterns in pieces: each reader adds its own.

What stands beside them differs with what a mistake costs: a question that speaks of a plan is taken at any hint (要, 安排), a target in a
source only at the plain word, a draft that makes a plan a fact at neither 拟定 nor 计划外. So the pieces are shared and the patterns are not.
"""

from __future__ import annotations

# Plainly of what is to come.
INTENDED = "目标|计划|拟|力争|争取"
# And what is foreseen, by whoever speaks.
FORESEEN = "预计|预期"
# A clause that has one of these asks.
ASKING = "多少|几|哪|什么|啥|谁|吗|是否|能否|有没有|如何|怎么|怎样|何时|多久|为什么"
