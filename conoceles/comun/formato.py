"""Texto con formato sencillo (Markdown) que el personal escribe, hecho HTML sin riesgos."""

from functools import cache

import nh3
from markdown_it import MarkdownIt

ETIQUETAS = {"h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br"}
ESQUEMAS = {"http", "https", "mailto", "tel"}
# El título de la página ya es el h1: lo que se escribe empieza un nivel abajo.
NIVELES = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}


class HtmlLimpio(str):
    """HTML que ya pasó por el filtro: las plantillas lo muestran tal cual. Solo nace aquí."""

    __slots__ = ()

    def __html__(self) -> "HtmlLimpio":
        return self


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence"])


def con_formato(texto: str) -> HtmlLimpio:
    """El HTML de un texto en Markdown: títulos, listas, negritas, citas y enlaces; nada más."""
    lector = _markdown()
    piezas = lector.parse(texto)
    for pieza in piezas:
        pieza.tag = NIVELES.get(pieza.tag, pieza.tag)
    html = lector.renderer.render(piezas, lector.options, {})
    limpio = nh3.clean(
        html,
        tags=ETIQUETAS,
        attributes={"a": {"href"}},
        url_schemes=ESQUEMAS,
        link_rel="noopener noreferrer",
    )
    return HtmlLimpio(limpio)
