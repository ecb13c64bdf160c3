"""The examples in the docstrings of public functions run and say what they print."""

import doctest
from importlib import import_module

import pytest

WITH_EXAMPLES = (
    "dashboard.dataset.frames",
    "dashboard.dataset.timeline",
    "dashboard.export.address",
    "dashboard.export.cite.citation",
    "dashboard.export.data.exports",
    "dashboard.export.parameters",
)


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_the_examples_of_a_module_print_what_they_say(module):
    result = doctest.testmod(import_module(module))
    assert result.attempted > 0
    assert result.failed == 0
