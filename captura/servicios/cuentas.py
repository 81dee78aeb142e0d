"""Dar y quitar vigencia, delegar candidaturas y quitar un segundo factor perdido."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from candidaturas.models import Candidatura
from captura.bitacora import a_nombre_de, anotar
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    RestablecimientoDeSegundoFactor,
    Rol,
    Usuario,
)
from captura.permisos import puede_administrar_cuenta, puede_capturar, puede_restablecer
from captura.servicios.correos import encolar
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from conoceles.comun.formato import fecha_y_hora


class RestablecimientoNoPosible(ErrorDeDominio):
    """No se puede pedir o resolver así; el mensaje dice por qué."""


def _bloquear(objetivo: Adscripcion, adscripcion: Adscripcion) -> Adscripcion:
    """Dentro del alcance (si no, `Adscripcion.DoesNotExist`) y con la capacidad."""
    hallada = (
        Adscripcion.objects.administrables_por(adscripcion)
        .select_for_update(of=("self",))
        .get(pk=objetivo.pk)
    )
    if not puede_administrar_cuenta(adscripcion, hallada):
        raise PermissionDenied
    return hallada


def _anotar(clase: ClaseDeActo, objetivo: Adscripcion, autor: Usuario, datos: dict) -> None:
    anotar(
        clase=clase,
        proceso=objetivo.actor.proceso if objetivo.actor else None,
        actor=objetivo.actor,
        autor=autor,
        datos={"cuenta": objetivo.usuario_id, **datos},
    )


def cerrar_sesiones(usuario: Usuario) -> None:
    """Cierra todas las sesiones de una cuenta, en cualquier equipo."""
    for sesion in UserSession.objects.filter(user=usuario):
        sesion.end()


@transaction.atomic
def fijar_vigencia(
    *, objetivo: Adscripcion, vence_en: datetime | None, adscripcion: Adscripcion
) -> Adscripcion:
    """Hasta cuándo vale una cuenta; vacío, sin término. Si ya venció, se cierran sus sesiones."""
    objetivo = _bloquear(objetivo, adscripcion)
    objetivo.vence_en = vence_en
    with a_nombre_de(adscripcion.usuario):
        objetivo.save(update_fields=["vence_en"])
    if vence_en is not None and vence_en <= reloj.ahora():
        cerrar_sesiones(objetivo.usuario)
    _anotar(
        ClaseDeActo.VENCIMIENTO_DE_CUENTA,
        objetivo,
        adscripcion.usuario,
        {"vence_en": vence_en.isoformat() if vence_en else None},
    )
    return objetivo


@transaction.atomic
def delegar(
    *, objetivo: Adscripcion, candidaturas: Iterable[Candidatura], adscripcion: Adscripcion
) -> Adscripcion:
    """Las candidaturas que captura un capturista: exactamente estas, de las del enlace."""
    objetivo = _bloquear(objetivo, adscripcion)
    elegidas = list(candidaturas)
    if adscripcion.rol != Rol.ENLACE or objetivo.rol != Rol.CAPTURISTA:
        raise PermissionDenied
    if not all(puede_capturar(adscripcion, c) for c in elegidas):
        raise PermissionDenied
    antes = set(objetivo.candidaturas.values_list("pk", flat=True))
    ahora = {c.pk for c in elegidas}
    if antes != ahora:
        objetivo.candidaturas.set(elegidas)
        _anotar(
            ClaseDeActo.DELEGACION,
            objetivo,
            adscripcion.usuario,
            {"puestas": sorted(ahora - antes), "quitadas": sorted(antes - ahora)},
        )
    return objetivo


@transaction.atomic
def pedir_restablecimiento(
    *, objetivo: Adscripcion, motivo: str, adscripcion: Adscripcion
) -> RestablecimientoDeSegundoFactor:
    """Pide quitar el segundo factor de otra cuenta; lo aprueba alguien más."""
    if not puede_restablecer(adscripcion):
        raise PermissionDenied
    if objetivo.usuario_id == adscripcion.usuario_id:
        raise RestablecimientoNoPosible("No puede pedirlo para su propia cuenta.")
    if not Authenticator.objects.filter(user=objetivo.usuario_id).exists():
        raise RestablecimientoNoPosible("Esa cuenta no tiene segundo factor.")
    try:
        with transaction.atomic():
            peticion = RestablecimientoDeSegundoFactor.objects.create(
                cuenta=objetivo.usuario,
                motivo=motivo.strip(),
                pide=adscripcion.usuario,
                pedido_en=reloj.ahora(),
            )
    except IntegrityError as error:
        raise RestablecimientoNoPosible("Ya hay una petición sin resolver.") from error
    _anotar(
        ClaseDeActo.SOLICITUD_DE_RESTABLECIMIENTO,
        objetivo,
        adscripcion.usuario,
        {"peticion": peticion.pk},
    )
    return peticion


@transaction.atomic
def resolver_restablecimiento(
    *, peticion: RestablecimientoDeSegundoFactor, aprobar: bool, adscripcion: Adscripcion
) -> RestablecimientoDeSegundoFactor:
    """Aprueba (una segunda persona) o descarta. Aprobar borra el segundo factor, cierra las
    sesiones y avisa a la persona; la próxima vez que entre tendrá que activar otro.
    """
    if not puede_restablecer(adscripcion):
        raise PermissionDenied
    peticion = RestablecimientoDeSegundoFactor.objects.select_for_update(of=("self",)).get(
        pk=peticion.pk
    )
    if peticion.resuelto_en:
        raise RestablecimientoNoPosible("Esta petición ya se había resuelto.")
    if aprobar and adscripcion.usuario_id in {peticion.pide_id, peticion.cuenta_id}:
        raise RestablecimientoNoPosible(
            "Debe aprobarlo otra persona: ni quien lo pidió ni la de la cuenta."
        )
    ahora = reloj.ahora()
    peticion.resuelve, peticion.resuelto_en = adscripcion.usuario, ahora
    peticion.aprobado = aprobar
    peticion.save(update_fields=["resuelve", "resuelto_en", "aprobado"])
    if aprobar:
        Authenticator.objects.filter(user=peticion.cuenta_id).delete()
        cerrar_sesiones(peticion.cuenta)
        if peticion.cuenta.email:
            encolar(
                plantilla="segundo_factor_restablecido",
                para=peticion.cuenta.email,
                contexto={"persona": peticion.cuenta.nombre, "cuando": fecha_y_hora(ahora)},
                clave=f"restablecimiento:{peticion.pk}",
                autor=adscripcion.usuario,
            )
    _anotar(
        ClaseDeActo.RESTABLECIMIENTO,
        Adscripcion.objects.select_related("actor__proceso").get(usuario=peticion.cuenta_id),
        adscripcion.usuario,
        {"peticion": peticion.pk, "aprobado": aprobar},
    )
    return peticion
