"""Las piezas que una página repite cientos de veces se dibujan con Jinja2 (docs/adr/0008).

Una pieza es un archivo de `templates/` con un macro que se llama como él; desde una plantilla de
Django se dibuja con la etiqueta `jinja` y desde otra pieza se importa.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.dateformat import format as con_formato
from django.utils.timezone import localtime
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

LARGO_DE_SIGLAS = 8


def entorno(**opciones) -> Environment:
    # Lo que falta es un error de la plantilla, no un hueco; y todo se escapa, se diga o no.
    opciones |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    del opciones["autoescape"]
    hecho = Environment(autoescape=True, **opciones)
    # Aquí y no arriba: las etiquetas se dibujan con este módulo.
    from conoceles.templatetags.conoceles import insignia

    hecho.globals |= {"static": static, "url": _direccion, "insignia": insignia}
    hecho.filters["date"] = _fecha
    hecho.globals["LARGO_DE_SIGLAS"] = LARGO_DE_SIGLAS
    return hecho


@lru_cache(maxsize=2000)
def _direccion(nombre: str, *datos: int | str) -> str:
    """Como la etiqueta `url` de Django. Las de una lista se piden una y otra vez."""
    return reverse(nombre, args=datos)


@lru_cache(maxsize=500)
def _fecha(dia: date, formato: str) -> str:
    """Como el filtro de Django, en la hora local. En una lista se repiten unas cuantas."""
    return con_formato(localtime(dia) if isinstance(dia, datetime) else dia, formato)


def dibujar(pieza: str, **valores) -> Markup:
    """`pieza`: su camino sin la extensión, por ejemplo «componentes/foto»."""
    plantilla = cast(Jinja2, engines["jinja2"]).env.get_template(f"{pieza}.jinja")
    return getattr(plantilla.module, pieza.rpartition("/")[2])(**valores)
