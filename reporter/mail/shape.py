"""Files of settings held to a shape: each fault in them told with its line and column."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from reporter.brief_schema import message
from reporter.errors import Fault
from reporter.fact_schema import Shape
from reporter.sources.yaml_file import Document, read_yaml

AnyShape = TypeVar("AnyShape", bound=Shape)


def read_shape(
    text: str, path: str, shape: type[AnyShape]
) -> tuple[Document | None, AnyShape | None, list[Fault]]:
    """A YAML text, what it says in that shape where it does, and every fault found.

    Every scalar is the text that was written, and a key that the shape does not have is a fault.
    """
    document, faults = read_yaml(text, path)
    if document is None:
        return None, None, faults
    try:
        return document, shape.model_validate(document.data), faults
    except ValidationError as error:
        keys = _keys(shape)
        found = [
            document.fault(item["loc"], message(item["loc"], item, keys))
            for item in error.errors(include_url=False)
        ]
        return document, None, faults + found


def _keys(shape: Any) -> frozenset[str]:
    """Every key that stands somewhere in a shape."""
    schema = shape.model_json_schema()
    groups = [schema, *schema.get("$defs", {}).values()]
    return frozenset(key for group in groups for key in group.get("properties", {}))
