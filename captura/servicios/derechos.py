"""Solicitudes de derechos: registrarlas, resolverlas, hacerlas efectivas y pedir el expediente."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.bitacora import a_nombre_de, anotar
from captura.escaneos import Pagina
from captura.huellas import nuevo_folio
from captura.models import (
    Acto,
    Adscripcion,
    ClaseDeActo,
    Derecho,
    Rol,
    Sentido,
    SolicitudDeDerechos,
    Trabajo,
)
from captura.permisos import (
    puede_llevarse_los_datos,
    puede_registrar_derechos,
    puede_resolver_derechos,
)
from captura.plazos import Calendario
from captura.servicios.supresion import suprimir_candidatura
from captura.servicios.trabajos import pedir
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

DATOS_PERSONALES = "datos_personales"


class SolicitudNoProcede(ErrorDeDominio):
    """Así no se puede registrar, resolver o hacer efectiva; el mensaje dice por qué."""


@transaction.atomic
def registrar_solicitud(
    *,
    candidatura: Candidatura,
    derecho: Derecho,
    solicitante: str,
    pide: str,
    identificacion: Pagina,
    recibida_el: date,
    adscripcion: Adscripcion,
) -> SolicitudDeDerechos:
    """La de la propia persona se recibe hoy; la que llegó por escrito, el día que diga UTTAI.

    `identificacion`: de `escanear`. Lanza `PermissionDenied` o `SolicitudNoProcede`.
    """
    if not puede_registrar_derechos(adscripcion, candidatura):
        raise PermissionDenied
    if adscripcion.rol == Rol.CANDIDATA:
        recibida_el = reloj.hoy()
    if recibida_el > reloj.hoy():
        raise SolicitudNoProcede("La fecha en que se recibió no puede ser futura.")
    proceso = candidatura.proceso
    dias = proceso.parametro("derechos_dias_para_responder")
    solicitud = SolicitudDeDerechos(
        folio=nuevo_folio("DER", proceso.anio),
        candidatura=candidatura,
        derecho=derecho,
        solicitante=solicitante.strip(),
        pide=pide.strip(),
        huella_de_imagen=identificacion.huella,
        recibida_el=recibida_el,
        responder_el=ultimo_dia(proceso, recibida_el, dias),
        registrada_por=adscripcion.usuario,
        registrada_en=reloj.ahora(),
    )
    with a_nombre_de(adscripcion.usuario):
        solicitud.identificacion.save("identificacion.jpg", ContentFile(identificacion.datos))
    _anotar(ClaseDeActo.SOLICITUD_DE_DERECHOS, solicitud, adscripcion, derecho=derecho)
    return solicitud


def identificacion_intacta(solicitud: SolicitudDeDerechos) -> bytes:
    """La imagen guardada. Lanza `SolicitudNoProcede` si no es la que se subió."""
    almacen = solicitud.identificacion.storage
    nombre = str(solicitud.identificacion.name)
    if almacen.exists(nombre):
        with almacen.open(nombre) as archivo:
            pagina = Pagina.de(archivo.read())
        if pagina.huella == solicitud.huella_de_imagen:
            return pagina.datos
    raise SolicitudNoProcede("La identificación guardada no es la que se subió. Avise a Sistemas.")


def ultimo_dia(proceso: ProcesoElectoral, desde: date, dias: int) -> date:
    """Siempre en días hábiles, aunque los plazos de captura del proceso corran en naturales."""
    return Calendario(proceso, siempre_habiles=True).sumar(desde, dias)


@transaction.atomic
def resolver_solicitud(
    *, solicitud: SolicitudDeDerechos, sentido: Sentido, motivo: str, adscripcion: Adscripcion
) -> SolicitudDeDerechos:
    """Lo que no es improcedente se hace efectivo después, con su propio plazo."""
    solicitud = _bloquear(solicitud, adscripcion)
    if not solicitud.por_responder:
        raise SolicitudNoProcede("Esta solicitud ya se resolvió.")
    if not motivo.strip():
        raise SolicitudNoProcede("Escriba el motivo de la resolución.")
    ahora = reloj.ahora()
    solicitud.sentido, solicitud.motivo = sentido, motivo.strip()
    solicitud.resuelta_por, solicitud.resuelta_en = adscripcion.usuario, ahora
    if sentido != Sentido.IMPROCEDENTE:
        proceso = solicitud.candidatura.proceso
        dias = proceso.parametro("derechos_dias_para_cumplir")
        solicitud.cumplir_el = ultimo_dia(proceso, timezone.localdate(ahora), dias)
    with a_nombre_de(adscripcion.usuario):
        solicitud.save()
    _anotar(ClaseDeActo.RESOLUCION_DE_DERECHOS, solicitud, adscripcion, sentido=sentido)
    return solicitud


@transaction.atomic
def cumplir_solicitud(
    *, solicitud: SolicitudDeDerechos, efecto: str, referencia: str, adscripcion: Adscripcion
) -> SolicitudDeDerechos:
    """Qué se hizo y dónde consta."""
    solicitud = _bloquear(solicitud, adscripcion)
    if not solicitud.por_cumplir:
        raise SolicitudNoProcede("Esta solicitud no espera que se haga efectiva.")
    if not efecto.strip():
        raise SolicitudNoProcede("Escriba qué se hizo.")
    solicitud.efecto, solicitud.referencia = efecto.strip(), referencia.strip()
    solicitud.cumplida_por, solicitud.cumplida_en = adscripcion.usuario, reloj.ahora()
    with a_nombre_de(adscripcion.usuario):
        solicitud.save()
    _anotar(ClaseDeActo.EFECTO_DE_DERECHOS, solicitud, adscripcion)
    return solicitud


@transaction.atomic
def suprimir_lo_suyo(
    *, solicitud: SolicitudDeDerechos, adscripcion: Adscripcion
) -> SolicitudDeDerechos:
    """Hace efectiva una cancelación: suprime cuanto hay de la persona, también lo que dijo en esta
    solicitud, y queda el folio del acta. No se deshace.

    Lanza `SolicitudNoProcede` o `SupresionNoProcede`.
    """
    solicitud = _bloquear(solicitud, adscripcion)
    if not solicitud.se_suprime:
        raise SolicitudNoProcede("Esta solicitud no espera que se supriman datos.")
    acta = suprimir_candidatura(
        candidatura=solicitud.candidatura,
        motivo="Derecho de cancelación",
        pidio=f"La persona titular, solicitud {solicitud.folio}",
        adscripcion=adscripcion,
    )
    solicitud.refresh_from_db()
    return cumplir_solicitud(
        solicitud=solicitud,
        efecto="Se suprimió lo que el sistema tenía de la persona.",
        referencia=acta.folio,
        adscripcion=adscripcion,
    )


@transaction.atomic
def pedir_los_datos(*, solicitud: SolicitudDeDerechos, adscripcion: Adscripcion) -> Trabajo:
    """Todo lo que el sistema tiene sobre la persona, en un archivo que solo baja quien lo pide."""
    if not puede_llevarse_los_datos(adscripcion, solicitud):
        raise PermissionDenied
    ultimo = Acto.objects.aggregate(ultimo=Max("pk"))["ultimo"] or 0
    trabajo = pedir(
        clase=DATOS_PERSONALES,
        clave=f"{solicitud.pk}:{ultimo}",
        parametros={"solicitud": solicitud.pk},
        adscripcion=adscripcion,
        titulo=f"Datos personales, {solicitud.folio}",
    )
    _anotar(ClaseDeActo.ENTREGA_DE_DATOS, solicitud, adscripcion, trabajo=str(trabajo.pk))
    return trabajo


def _bloquear(solicitud: SolicitudDeDerechos, adscripcion: Adscripcion) -> SolicitudDeDerechos:
    """Dentro del alcance (si no, `SolicitudDeDerechos.DoesNotExist`) y con la capacidad."""
    hallada = (
        SolicitudDeDerechos.objects.visibles_para(adscripcion)
        .select_for_update(of=("self",))
        .select_related("candidatura__proceso", "candidatura__formula__actor")
        .get(pk=solicitud.pk)
    )
    if not puede_resolver_derechos(adscripcion):
        raise PermissionDenied
    return hallada


def _anotar(
    clase: ClaseDeActo, solicitud: SolicitudDeDerechos, adscripcion: Adscripcion, **datos: str
) -> None:
    candidatura = solicitud.candidatura
    anotar(
        clase=clase,
        proceso=candidatura.proceso,
        candidatura=candidatura,
        # El actor no: su enlace no tiene por qué saber que la persona ejerció un derecho.
        autor=adscripcion.usuario,
        datos={"folio": solicitud.folio, **datos},
    )
