"""Registrar cortes y pedir sus archivos."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from candidaturas.models import ProcesoElectoral
from captura.bitacora import anotar
from captura.models import Adscripcion, ClaseDeActo, Trabajo
from captura.permisos import puede_editar_informes, puede_ver_informes
from captura.servicios.trabajos import pedir
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from informes.cuantitativo.historia import comprobar_corte
from informes.cuantitativo.reporte import construir
from informes.models import CorteCuantitativo


class CorteRepetido(ErrorDeDominio):
    """Ese momento ya está registrado."""


@transaction.atomic
def registrar_corte(
    *,
    proceso: ProcesoElectoral,
    corte: datetime,
    clase: CorteCuantitativo.Clase,
    adscripcion: Adscripcion,
) -> CorteCuantitativo:
    """Anota el corte con su huella y su acto.

    Lanza `CorteFuturo`, `CorteAbierto` o `CorteRepetido`.
    """
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    huella = construir(proceso, corte).huella()
    try:
        with transaction.atomic():
            registrado = CorteCuantitativo.objects.create(
                proceso=proceso,
                corte_en=corte,
                clase=clase,
                huella=huella,
                registrado_por=adscripcion.usuario,
                registrado_en=reloj.ahora(),
            )
    except IntegrityError as error:
        raise CorteRepetido("Ese corte ya está registrado.") from error
    anotar(
        clase=ClaseDeActo.CORTE_CUANTITATIVO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos={"corte": registrado.pk, "clase": clase},
    )
    return registrado


def pedir_archivo(
    *,
    proceso: ProcesoElectoral,
    corte: datetime,
    anterior: datetime | None,
    formato: str,
    adscripcion: Adscripcion,
) -> Trabajo:
    """El mismo corte y formato es un solo trabajo. Lanza `CorteFuturo`, `CorteAbierto`."""
    if not puede_ver_informes(adscripcion):
        raise PermissionDenied
    comprobar_corte(corte)
    parametros = {
        "proceso": proceso.clave,
        "corte": corte.isoformat(),
        "anterior": anterior.isoformat() if anterior else "",
        "formato": formato,
    }
    return pedir(
        clase="informe_cuantitativo",
        clave=":".join(parametros.values()),
        parametros=parametros,
        adscripcion=adscripcion,
        titulo=f"Informe cuantitativo al {corte:%d/%m/%Y %H:%M} ({formato.upper()})",
    )
