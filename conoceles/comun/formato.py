"""Texto con formato sencillo (Markdown) hecho HTML sin riesgos, y fechas en palabras."""

from datetime import datetime
from functools import cache

import nh3
from django.utils import timezone
from django.utils.formats import date_format
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


_BAJO_UN_H2 = {"h2": "h3", "h3": "h4", "h4": "h4"}


def con_formato(texto: str, *, bajo_un_h2: bool = False) -> HtmlLimpio:
    """El HTML de un texto en Markdown: títulos, listas, negritas, citas y enlaces; nada más."""
    lector = _markdown()
    piezas = lector.parse(texto)
    for pieza in piezas:
        pieza.tag = NIVELES.get(pieza.tag, pieza.tag)
        if bajo_un_h2:
            pieza.tag = _BAJO_UN_H2.get(pieza.tag, pieza.tag)
    html = lector.renderer.render(piezas, lector.options, {})
    limpio = nh3.clean(
        html,
        tags=ETIQUETAS,
        attributes={"a": {"href"}},
        url_schemes=ESQUEMAS,
        link_rel="noopener noreferrer",
    )
    return HtmlLimpio(limpio)


def fecha_y_hora(momento: datetime) -> str:
    """«3 de abril de 2023, 10:05», en la hora local: para correos y documentos."""
    # En español el mes no lleva mayúscula y Django se la pone.
    return date_format(timezone.localtime(momento), r"j \d\e F \d\e Y, H:i").lower()
