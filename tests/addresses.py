"""Every address that the resolver knows, third parties' included, as a path that can be asked for."""

import re
from dataclasses import dataclass
from functools import cache

from django.urls import URLResolver, get_resolver, resolve
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

MISSING = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "999999999",
    "uidb36": "1",
    "key": "salah",
    "app_label": "coverage",
}
"""What stands for a parameter, by its name or its converter: something that does not exist."""


@dataclass(frozen=True)
class Address:
    """`name` with its namespace ("" where a pattern has none); `path` asks for what does not exist; `parameters`."""

    name: str
    route: str
    path: str
    parameters: frozenset

    def __str__(self):
        return self.name or self.route


@cache
def addresses():
    """All of them, each once; raises AssertionError where the path that was built leads elsewhere."""
    found = tuple(_below(get_resolver().url_patterns))
    for address in found:
        assert resolve(address.path).route == address.route, address
    return found


def _below(patterns, route="", path="", namespace="", parameters=frozenset()):
    for pattern in patterns:
        here, names = _example(pattern.pattern)
        further = (route + str(pattern.pattern), path + here)
        if isinstance(pattern, URLResolver):
            space = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _below(pattern.url_patterns, *further, space, parameters | names)
        else:
            name = f"{namespace}{pattern.name}" if pattern.name else ""
            yield Address(name, further[0].replace("/^", "/"), "/" + further[1], parameters | names)


def _example(pattern):
    if isinstance(pattern, RegexPattern):
        form, names = normalize(pattern.regex.pattern)[0]
        return form % {name: MISSING.get(name, "1") for name in names}, frozenset(names)
    names = re.findall(r"<(?:(\w+):)?(\w+)>", str(pattern))
    path = str(pattern)
    for converter, name in names:
        wanted = f"<{converter}:{name}>" if converter else f"<{name}>"
        path = path.replace(wanted, MISSING.get(name) or MISSING.get(converter) or "1")
    return path, frozenset(name for _, name in names)
