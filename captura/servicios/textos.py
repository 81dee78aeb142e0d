"""Editar los textos que explican. El cambio se ve en el sitio al guardar."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas import frescura
from captura.bitacora import a_nombre_de
from captura.models import Adscripcion, TextoEditable
from captura.permisos import puede_editar_textos
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class TextoCambiado(ErrorDeDominio):
    """Alguien guardó otra versión mientras se editaba esta."""


@transaction.atomic
def editar_texto(
    *,
    explicacion: TextoEditable,
    titulo: str,
    resumen: str,
    texto: str,
    version: datetime,
    adscripcion: Adscripcion,
) -> TextoEditable:
    """`version`: el `actualizado_en` que vio quien edita. Lanza `TextoCambiado` si ya es otro."""
    if not puede_editar_textos(adscripcion):
        raise PermissionDenied
    explicacion = TextoEditable.objects.select_for_update(of=("self",)).get(pk=explicacion.pk)
    if explicacion.actualizado_en != version:
        raise TextoCambiado(
            "Alguien más guardó este texto mientras usted lo editaba. Copie lo suyo, abra de nuevo "
            "la página y vuelva a intentarlo."
        )
    nuevos = {"titulo": titulo.strip(), "resumen": resumen.strip(), "texto": texto.strip()}
    if all(getattr(explicacion, campo) == valor for campo, valor in nuevos.items()):
        return explicacion
    for campo, valor in nuevos.items():
        setattr(explicacion, campo, valor)
    explicacion.actualizado_en = reloj.ahora()
    with a_nombre_de(adscripcion.usuario):
        explicacion.save(update_fields=[*nuevos, "actualizado_en"])
    frescura.cambiaron_los_textos()
    return explicacion
