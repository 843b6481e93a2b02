"""A scene: one picture, its name, and the words for who does not see it."""

from dataclasses import dataclass

from tools.drawings.pen import picture


@dataclass(frozen=True)
class Scene:
    name: str
    title: str
    alt: str
    svg: str


def scene(name: str, title: str, alt: str, *parts: str) -> Scene:
    return Scene(name, title, alt, picture(*parts))
