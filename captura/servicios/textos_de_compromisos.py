"""UTTAI edita las familias de compromisos y sus textos. Lo firmado no se cambia: se hace otro."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import ProcesoElectoral
from captura.bitacora import anotar
from captura.huellas import huella_de
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    Compromiso,
    FamiliaDeCompromisos,
    VersionDeCompromisos,
)
from captura.permisos import puede_editar_compromisos
from conoceles.comun.errores import ErrorDeDominio


class TextoNoGuardado(ErrorDeDominio):
    """La familia o la versión no se puede guardar así; el mensaje dice por qué."""


@transaction.atomic
def crear_familia(
    *,
    proceso: ProcesoElectoral,
    clave: str,
    nombre: str,
    nombre_en_informe: str,
    adscripcion: Adscripcion,
) -> FamiliaDeCompromisos:
    """Una familia nueva, al final de las que hay. Lanza `TextoNoGuardado` si la clave ya está."""
    if not puede_editar_compromisos(adscripcion):
        raise PermissionDenied
    ProcesoElectoral.objects.select_for_update(of=("self",)).get(pk=proceso.pk)
    familias = proceso.familias_de_compromisos.all()
    if familias.filter(clave=clave).exists():
        raise TextoNoGuardado("Ya hay una familia de compromisos con ese nombre.")
    familia = FamiliaDeCompromisos.objects.create(
        proceso=proceso,
        clave=clave,
        nombre=nombre.strip(),
        nombre_en_informe=nombre_en_informe.strip(),
        orden=len(familias) + 1,
    )
    _anotar(familia, adscripcion, {"familia": familia.clave})
    return familia


@transaction.atomic
def guardar_version(
    *,
    familia: FamiliaDeCompromisos,
    nombre: str,
    fuente: str,
    textos: list[str],
    vigente_desde: datetime,
    vigente_hasta: datetime | None,
    adscripcion: Adscripcion,
    version: VersionDeCompromisos | None = None,
    huella_vista: str = "",
) -> VersionDeCompromisos:
    """Guarda una versión nueva (`version=None`) o cambia una que nadie ha firmado.

    De una ya firmada solo cambia hasta cuándo se puede firmar. `huella_vista`: la del texto que
    vio quien edita. `textos`: los compromisos, en orden. Lanza `TextoNoGuardado`.
    """
    if not puede_editar_compromisos(adscripcion):
        raise PermissionDenied
    familia = FamiliaDeCompromisos.objects.select_for_update(of=("self",)).get(pk=familia.pk)
    textos = [texto.strip() for texto in textos if texto.strip()]
    nombre, fuente = nombre.strip(), fuente.strip()
    _exigir(familia, nombre, textos, vigente_desde, vigente_hasta, version)
    datos = {"nombre": nombre, "fuente": fuente, "vigente_desde": vigente_desde}
    if version is None:
        version = VersionDeCompromisos(familia=familia)
    else:
        version = _para_cambiar(version, huella_vista, datos, textos)
    for campo, valor in datos.items():
        setattr(version, campo, valor)
    version.vigente_hasta = vigente_hasta
    version.huella = huella_de(textos)
    version.save()
    if list(version.compromisos.values_list("texto", flat=True)) != textos:
        version.compromisos.all().delete()
        Compromiso.objects.bulk_create(
            Compromiso(version=version, orden=orden, texto=texto)
            for orden, texto in enumerate(textos, 1)
        )
    _anotar(familia, adscripcion, {"version": version.pk, "huella": version.huella})
    return version


def _exigir(familia, nombre, textos, vigente_desde, vigente_hasta, version) -> None:
    if not textos:
        raise TextoNoGuardado("Escriba al menos un compromiso.")
    if len(set(textos)) != len(textos):
        raise TextoNoGuardado("Hay un compromiso repetido.")
    if vigente_hasta and vigente_hasta <= vigente_desde:
        raise TextoNoGuardado("La versión debe terminar después de empezar.")
    otras = familia.versiones.exclude(pk=version.pk if version else None)
    if otras.filter(nombre=nombre).exists():
        raise TextoNoGuardado("Otra versión de esta familia ya se llama así. Dele otro nombre.")


def _para_cambiar(version, huella_vista: str, datos: dict, textos: list[str]):
    """La versión, bloqueada: mientras tanto nadie la firma."""
    version = VersionDeCompromisos.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.huella != huella_vista:
        raise TextoNoGuardado(
            "Alguien más cambió este texto mientras usted lo editaba. Copie lo suyo, abra de nuevo "
            "la página y vuelva a intentarlo."
        )
    iguales = all(getattr(version, campo) == valor for campo, valor in datos.items())
    if version.firmas.exists() and not (iguales and version.huella == huella_de(textos)):
        raise TextoNoGuardado(
            "Esta versión ya tiene firmas y no se cambia. Guarde su texto como una versión nueva, "
            "con otro nombre."
        )
    return version


def _anotar(familia: FamiliaDeCompromisos, adscripcion: Adscripcion, datos: dict) -> None:
    anotar(
        clase=ClaseDeActo.TEXTO_DE_COMPROMISOS,
        proceso=familia.proceso,
        autor=adscripcion.usuario,
        datos=datos,
    )
