"""Las piezas que una página repite cientos de veces se dibujan con Jinja2 (docs/adr/0008).

Una pieza es un archivo de `templates/` con un macro que se llama como él; desde una plantilla de
Django se dibuja con la etiqueta `jinja` y desde otra pieza se importa.
"""

from typing import cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

LARGO_DE_SIGLAS = 8


def entorno(**opciones) -> Environment:
    # Lo que falta es un error de la plantilla, no un hueco; y todo se escapa, se diga o no.
    opciones |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    del opciones["autoescape"]
    hecho = Environment(autoescape=True, **opciones)
    hecho.globals["static"] = static
    hecho.globals["LARGO_DE_SIGLAS"] = LARGO_DE_SIGLAS
    return hecho


def dibujar(pieza: str, **valores) -> Markup:
    """`pieza`: su camino sin la extensión, por ejemplo «componentes/foto»."""
    plantilla = cast(Jinja2, engines["jinja2"]).env.get_template(f"{pieza}.jinja")
    return getattr(plantilla.module, pieza.rpartition("/")[2])(**valores)
