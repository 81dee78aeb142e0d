"""Abrir, cerrar y archivar un proceso electoral."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas import frescura
from candidaturas.abiertos import cortes
from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from captura.bitacora import anotar
from captura.flujo import Paso
from captura.models import Adscripcion, ClaseDeActo, Cuestionario, Estado, Rol
from captura.preparacion import faltan
from captura.servicios.pasos import dar_paso
from conoceles.comun.errores import ErrorDeDominio

SIGUIENTE = {
    EstadoDeProceso.EN_PREPARACION: EstadoDeProceso.ABIERTO,
    EstadoDeProceso.ABIERTO: EstadoDeProceso.CERRADO,
    EstadoDeProceso.CERRADO: EstadoDeProceso.ARCHIVADO,
}


class ProcesoNoAvanza(ErrorDeDominio):
    """El proceso no puede pasar al estado siguiente; el mensaje dice por qué."""


@transaction.atomic
def fijar_publicacion(
    *, proceso: ProcesoElectoral, desde: datetime, cita: str, adscripcion: Adscripcion
) -> ProcesoElectoral:
    """Fija desde cuándo es público el proceso y el acuerdo que lo dice (va citado, no supuesto)."""
    if adscripcion.rol != Rol.COORDINACION:
        raise PermissionDenied
    proceso = ProcesoElectoral.objects.select_for_update().get(pk=proceso.pk)
    antes = {"desde": str(proceso.publico_desde or ""), "cita": proceso.publico_desde_cita}
    proceso.publico_desde = desde
    proceso.publico_desde_cita = cita
    proceso.save(update_fields=["publico_desde", "publico_desde_cita"])
    frescura.cambio_el_registro()
    anotar(
        clase=ClaseDeActo.PREPARACION_DE_PROCESO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos={
            "hecho": "publicacion",
            "antes": antes,
            "despues": {"desde": str(desde), "cita": cita},
        },
    )
    return proceso


@transaction.atomic
def avanzar_proceso(*, proceso: ProcesoElectoral, adscripcion: Adscripcion) -> ProcesoElectoral:
    """Pasa el proceso a su estado siguiente y lo anota. Al abrirlo queda como el vigente.

    Lanza `ProcesoNoAvanza` también si ya no está en el estado en que lo vio quien lo pide: un doble
    clic no lo abre y lo cierra.
    """
    if adscripcion.rol != Rol.COORDINACION:
        raise PermissionDenied
    visto = proceso.estado
    if visto == EstadoDeProceso.ABIERTO:
        cortes.sin_cortes()
    proceso = ProcesoElectoral.objects.select_for_update().get(pk=proceso.pk)
    desde = EstadoDeProceso(proceso.estado)
    if desde != visto:
        raise ProcesoNoAvanza("El proceso ya cambió de estado: vea cómo está ahora.")
    if desde not in SIGUIENTE:
        raise ProcesoNoAvanza("Este proceso ya está archivado.")
    hacia = SIGUIENTE[desde]
    datos: dict = {"desde": desde, "hacia": hacia}
    if hacia == EstadoDeProceso.ABIERTO:
        datos["vigente_antes"] = _hacer_vigente(proceso)
    if hacia == EstadoDeProceso.CERRADO and not proceso.parametro("perfiles_tras_cierre"):
        _retirar_perfiles(proceso, adscripcion)
    proceso.estado = hacia
    proceso.save(update_fields=["estado", "vigente"])
    frescura.cambio_el_registro()
    anotar(
        clase=ClaseDeActo.ESTADO_DE_PROCESO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos=datos,
    )
    return proceso


def _hacer_vigente(proceso: ProcesoElectoral) -> int | None:
    """Quita la vigencia al que la tenía y lo devuelve."""
    if proceso.publico_desde is None:
        raise ProcesoNoAvanza("Fije primero desde cuándo es público el proceso.")
    if pendientes := faltan(proceso):
        que = ", ".join(punto.titulo.lower() for punto in pendientes)
        raise ProcesoNoAvanza(f"Antes de abrirlo falta: {que}.")
    vigentes = ProcesoElectoral.objects.filter(vigente=True)
    # Se vuelve a leer tras esperar: otra persona pudo abrir uno distinto en ese momento.
    list(vigentes.select_for_update())
    anterior = vigentes.exclude(pk=proceso.pk).first()
    vigentes.update(vigente=False)
    proceso.vigente = True
    return anterior.pk if anterior else None


def por_que_no_regresa(proceso: ProcesoElectoral) -> str:
    """Por qué no se deshace el último cambio de estado; vacío si se puede."""
    if proceso.estado == EstadoDeProceso.ABIERTO:
        escritos = Cuestionario.objects.filter(candidatura__proceso=proceso, version__gt=0)
        if escritos.exists():
            return "Ya hay quien capturó: ciérrelo en vez de deshacer la apertura."
        return ""
    if proceso.estado == EstadoDeProceso.CERRADO:
        return "Es un archivo público." if proceso.es_archivo else ""
    return "No hay nada que deshacer."


@transaction.atomic
def regresar_proceso(
    *, proceso: ProcesoElectoral, motivo: str, adscripcion: Adscripcion
) -> ProcesoElectoral:
    """Deshace una apertura que nadie usó, o un cierre. Lanza `ProcesoNoAvanza`.

    Al deshacer una apertura vuelve a ser vigente el que lo era. Los perfiles que un cierre retiró
    no regresan solos: se publican de nuevo. Como al avanzar, un doble clic no deshace dos cosas.
    """
    if adscripcion.rol != Rol.COORDINACION:
        raise PermissionDenied
    visto = proceso.estado
    proceso = ProcesoElectoral.objects.select_for_update().get(pk=proceso.pk)
    if proceso.estado != visto:
        raise ProcesoNoAvanza("El proceso ya cambió de estado: vea cómo está ahora.")
    if por_que_no := por_que_no_regresa(proceso):
        raise ProcesoNoAvanza(por_que_no)
    desde = EstadoDeProceso(proceso.estado)
    anterior = None
    if desde == EstadoDeProceso.ABIERTO:
        anterior = _vigente_antes(proceso)
        proceso.estado, proceso.vigente = EstadoDeProceso.EN_PREPARACION, False
    else:
        proceso.estado = EstadoDeProceso.ABIERTO
    proceso.save(update_fields=["estado", "vigente"])
    if anterior:
        ProcesoElectoral.objects.filter(pk=anterior).update(vigente=True)
    frescura.cambio_el_registro()
    anotar(
        clase=ClaseDeActo.ESTADO_DE_PROCESO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos={"desde": desde, "hacia": proceso.estado, "motivo": motivo},
    )
    return proceso


def _vigente_antes(proceso: ProcesoElectoral) -> int | None:
    apertura = (
        proceso.actos.filter(
            clase=ClaseDeActo.ESTADO_DE_PROCESO, contenido__datos__hacia=EstadoDeProceso.ABIERTO
        )
        .order_by("-pk")
        .first()
    )
    return apertura.datos.get("vigente_antes") if apertura else None


def _retirar_perfiles(proceso: ProcesoElectoral, adscripcion: Adscripcion) -> None:
    """Al cerrar, si el proceso lo manda, ningún perfil queda en las tablas públicas."""
    publicados = Cuestionario.objects.filter(
        candidatura__proceso=proceso, estado=Estado.PUBLICADO
    ).order_by("pk")
    for cuestionario in publicados:
        dar_paso(
            cuestionario=cuestionario,
            paso=Paso.RETIRAR,
            adscripcion=adscripcion,
            motivo="Cierre del proceso: el parámetro «perfiles_tras_cierre» dice que no.",
        )
