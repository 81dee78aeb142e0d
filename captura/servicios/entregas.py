"""Entregar lo suyo, por un enlace de una vez, a quien pidió acceso y no tiene cuenta.

Hacen falta dos cosas que llegan por separado: el enlace, por el correo de su solicitud, y el folio,
en el acuse que se le entregó. El archivo se hace al bajarlo y no se guarda en ninguna parte.
"""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.views.decorators.debug import sensitive_variables

from candidaturas.models import CicloDeVida
from captura.bitacora import ProcesoBloqueado, anotar
from captura.datos_personales import en_zip
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    EnlaceDeEntrega,
    Proposito,
    SolicitudDeDerechos,
    Usuario,
)
from captura.permisos import puede_llevarse_los_datos, puede_resolver_derechos
from captura.servicios.correos import direccion_completa, encolar
from captura.servicios.identidad import leer_identidad
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from conoceles.comun.formato import fecha_y_hora

VIGENCIA = timedelta(days=3)
NO_SIRVE = "Ya se usó, venció o se mandó otro después. Pida uno nuevo a quien atendió su solicitud."


class EnlaceNoValido(ErrorDeDominio):
    """El enlace no entrega nada: no existe, venció, se gastó o se mandó otro."""


class FolioEquivocado(ErrorDeDominio):
    """El folio no es el de la solicitud de ese enlace."""


@transaction.atomic
def enviar_enlace(
    *, solicitud: SolicitudDeDerechos, correo: str, adscripcion: Adscripcion
) -> EnlaceDeEntrega:
    """Manda un enlace al correo de la solicitud; el anterior deja de servir."""
    solicitud = (
        SolicitudDeDerechos.objects.visibles_para(adscripcion)
        .select_related("candidatura__proceso")
        .get(pk=solicitud.pk)
    )
    if not puede_resolver_derechos(adscripcion) or not puede_llevarse_los_datos(
        adscripcion, solicitud
    ):
        raise PermissionDenied
    ficha, ahora = secrets.token_urlsafe(32), reloj.ahora()
    enlace = EnlaceDeEntrega.objects.create(
        solicitud=solicitud,
        huella_de_ficha=_huella(ficha),
        enviado_por=adscripcion.usuario,
        enviado_en=ahora,
        vence_en=ahora + VIGENCIA,
    )
    encolar(
        plantilla="entrega_de_datos",
        para=correo,
        contexto={
            "persona": solicitud.solicitante,
            "vence": fecha_y_hora(enlace.vence_en),
            "enlace": direccion_completa("entrega_de_datos", ficha),
        },
        clave=f"entrega:{enlace.pk}",
        proceso=solicitud.candidatura.proceso,
        candidatura=solicitud.candidatura,
        autor=adscripcion.usuario,
    )
    _anotar(enlace, adscripcion.usuario, "enviado")
    return enlace


def buscar(ficha: str) -> EnlaceDeEntrega:
    """El que todavía sirve. Lanza `EnlaceNoValido`."""
    enlace = (
        EnlaceDeEntrega.objects.select_related("solicitud__candidatura__proceso")
        .filter(huella_de_ficha=_huella(ficha), usado_en=None, vence_en__gt=reloj.ahora())
        .first()
    )
    if enlace is None or enlace.solicitud.enlaces_de_entrega.first() != enlace:
        raise EnlaceNoValido(NO_SIRVE)
    if enlace.solicitud.candidatura.proceso.ciclo == CicloDeVida.SUPRIMIDO:
        raise EnlaceNoValido(NO_SIRVE)
    return enlace


@sensitive_variables()
@transaction.atomic
def entregar(*, ficha: str, folio: str) -> tuple[SolicitudDeDerechos, bytes]:
    """El archivo, y el enlace gastado. Lanza `EnlaceNoValido` o `FolioEquivocado`."""
    # Dos clics a la vez: el segundo espera y lo encuentra gastado.
    list(EnlaceDeEntrega.objects.select_for_update().filter(huella_de_ficha=_huella(ficha)))
    enlace = buscar(ficha)
    solicitud = enlace.solicitud
    if not constant_time_compare("".join(folio.upper().split()), solicitud.folio):
        raise FolioEquivocado("No es el folio de la solicitud de este enlace.")
    ahora = reloj.ahora()
    try:
        _anotar(enlace, None, "bajado")
    except ProcesoBloqueado as error:
        raise EnlaceNoValido(NO_SIRVE) from error
    respuestas = leer_identidad(
        candidatura=solicitud.candidatura, proposito=Proposito.DERECHO_DE_ACCESO
    )
    datos = en_zip(solicitud.candidatura, respuestas, hecho_en=ahora)
    enlace.usado_en = ahora
    enlace.save(update_fields=["usado_en"])
    return solicitud, datos


def _huella(ficha: str) -> str:
    return hashlib.sha256(ficha.encode()).hexdigest()


def _anotar(enlace: EnlaceDeEntrega, autor: Usuario | None, hecho: str) -> None:
    candidatura = enlace.solicitud.candidatura
    anotar(
        clase=ClaseDeActo.ENTREGA_DE_DATOS,
        proceso=candidatura.proceso,
        candidatura=candidatura,
        autor=autor,
        datos={"folio": enlace.solicitud.folio, "enlace": enlace.pk, "entrega": hecho},
    )
