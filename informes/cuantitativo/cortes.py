"""Registrar cortes y pedir sus archivos."""

from datetime import datetime, timedelta

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
from informes.identidad import congelar
from informes.models import CorteCuantitativo

# Un corte más viejo que esto ya no dice lo que hay.
VIGENCIA = timedelta(hours=24)


class CorteRepetido(ErrorDeDominio):
    """Ese momento ya está registrado."""


@transaction.atomic
def registrar_corte(
    *,
    proceso: ProcesoElectoral,
    corte: datetime,
    clase: CorteCuantitativo.Clase,
    adscripcion: Adscripcion,
    con_identidad: bool = False,
) -> CorteCuantitativo:
    """Anota el corte con su huella y su acto.

    `con_identidad`: además congela y publica la estadística de identidad, como está ahora. No se
    puede deshacer ni repetir. Lanza `CorteFuturo`, `CorteAbierto`, `CorteRepetido` o
    `EstadisticaNoProcede`.
    """
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    # Dos cortes a la vez incorporarían dos veces a la misma gente.
    proceso = ProcesoElectoral.objects.select_for_update().get(pk=proceso.pk)
    preparada = _preparar(proceso, corte) if con_identidad else None
    huella = construir(proceso, corte, protegidas=preparada.tablas if preparada else ()).huella()
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
    if preparada:
        congelar.guardar(preparada, registrado)
    anotar(
        clase=ClaseDeActo.CORTE_CUANTITATIVO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos={"corte": registrado.pk, "clase": clase, "identidad": con_identidad},
    )
    return registrado


def _preparar(proceso: ProcesoElectoral, corte: datetime) -> congelar.Preparada:
    """Lo de identidad no tiene historia que leer: es lo de ahora, y el corte tiene que serlo."""
    if proceso.cuantitativos.filter(corte_en=corte).exists():
        raise CorteRepetido("Ese corte ya está registrado.")
    if corte < reloj.ahora() - VIGENCIA:
        raise congelar.EstadisticaNoProcede(
            "La estadística de identidad se cuenta como está hoy: registre con ella un corte de "
            "las últimas 24 horas."
        )
    anterior = congelar.ultima(proceso)
    if anterior and anterior.corte.corte_en >= corte:
        raise congelar.EstadisticaNoProcede(
            f"Ya hay estadística de identidad de un corte posterior: {anterior.corte}."
        )
    return congelar.preparar(proceso)


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
