"""No attribute hides a method of Qt: Qt would call a field as if it were the method, and crash."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil

import pytest
from PySide6.QtCore import QObject

import rccdesk.ui


def classes():
    """Yield each widget, dialog and model of the window that is defined in it."""
    for found in pkgutil.walk_packages(rccdesk.ui.__path__, "rccdesk.ui."):
        module = importlib.import_module(found.name)
        for _name, each in inspect.getmembers(module, inspect.isclass):
            if issubclass(each, QObject) and each.__module__ == module.__name__:
                yield each


def assigned(each):
    """Return the names that the methods of a class set on itself."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(each)))
    body = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name == each.__name__
    )
    return {
        node.attr
        for node in ast.walk(body)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


def of_qt(each):
    """Return the methods that a class has from Qt."""
    bases = [base for base in each.__mro__ if base.__module__.startswith("PySide6")]
    return {name for base in bases for name, kept in vars(base).items() if callable(kept)}


def test_no_attribute_hides_a_method_of_qt():
    hidden = {
        f"{each.__module__}.{each.__name__}": sorted(assigned(each) & of_qt(each))
        for each in classes()
    }
    assert {name: names for name, names in hidden.items() if names} == {}


@pytest.mark.parametrize("name", ["done", "accept", "close", "event"])
def test_the_methods_that_qt_calls_by_itself_are_known(name):
    from PySide6.QtWidgets import QDialog

    assert name in of_qt(type("Own", (QDialog,), {}))
