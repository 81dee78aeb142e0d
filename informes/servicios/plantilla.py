"""Cambiar la plantilla de Word: subir, revisar, ver con una muestra, usar y volver a una anterior.

Cambiarla no toca los informes aprobados: de ellos se sirven los bytes que se congelaron.
"""

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from jinja2 import TemplateError

from captura.models import Adscripcion
from captura.permisos import puede_editar_informes
from conoceles.comun import reloj
from informes.formatos import docx
from informes.models import PlantillaDeWord, UsoDePlantilla
from informes.plantillas.muestra import lo_que_debe_decir, muestra
from informes.plantillas.revisar import PlantillaRechazada, abre_como_word, revisar


def llenar_con_muestra(datos: bytes) -> bytes:
    """La plantilla con un informe inventado. Lanza `PlantillaRechazada` si no se puede llenar."""
    try:
        llena = docx.llenar(datos, muestra(), paginas=None)
        parrafos = abre_como_word(llena)
    except (TemplateError, SyntaxError, ValueError, KeyError) as error:
        raise PlantillaRechazada(f"No se puede llenar: {error}") from error
    texto = "\n".join(parrafos)
    for frase in lo_que_debe_decir():
        if frase not in texto:
            raise PlantillaRechazada(f"Al llenarla no imprime «{frase}».")
    return llena


@transaction.atomic
def subir(*, nombre: str, datos: bytes, adscripcion: Adscripcion) -> PlantillaDeWord:
    """Guarda una plantilla revisada, sin usarla todavía; la misma dos veces es una.

    Lanza `PlantillaRechazada`, que dice qué campo falta o sobra; la que se usa no cambia.
    """
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    revisar(datos)
    llenar_con_muestra(datos)
    huella = sha256(datos).hexdigest()
    plantilla, _ = PlantillaDeWord.objects.get_or_create(
        huella=huella,
        defaults={
            "nombre": nombre[:160],
            "archivo": ContentFile(datos, name="plantilla.docx"),
            "subida_por": adscripcion.usuario,
            "subida_en": reloj.ahora(),
        },
    )
    return plantilla


@transaction.atomic
def usar(*, plantilla: PlantillaDeWord | None, adscripcion: Adscripcion) -> UsoDePlantilla:
    """Desde ahora los informes salen con esta; sin ninguna, con la que trae el sistema."""
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    return UsoDePlantilla.objects.create(
        plantilla=plantilla, puesta_por=adscripcion.usuario, puesta_en=reloj.ahora()
    )
