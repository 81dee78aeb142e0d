"""El bloque JSON-LD de una página: datos para buscadores, que el navegador no ejecuta."""

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def datos_enlazados(datos: dict) -> SafeString:
    """`json_script` ya escapó `<`, `>` y `&`: nada de lo escrito puede cerrar el bloque."""
    bloque = json_script(datos).replace("application/json", "application/ld+json", 1)
    return SafeString(bloque)
