"""Invitar, reenviar, revocar y aceptar. Nadie conoce la contraseña de otra persona y la ficha de
cada enlace solo existe en su correo.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from candidaturas.models import ActorPolitico, Candidatura
from captura.bitacora import a_nombre_de, anotar
from captura.huellas import nuevo_folio
from captura.models import Adscripcion, ClaseDeActo, Invitacion, Rol, Usuario
from captura.permisos import puede_administrar_invitaciones, puede_capturar, roles_que_invita
from captura.servicios.avisos import aceptar_aviso
from captura.servicios.bloqueo import bloquear_candidatura
from captura.servicios.correos import direccion_completa, encolar
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from conoceles.comun.formato import fecha_y_hora

VIGENCIA = timedelta(days=7)


class InvitacionNoValida(ErrorDeDominio):
    """El enlace no abre nada: no existe, venció, se revocó, ya se usó o hubo una sustitución."""


class InvitacionNoPosible(ErrorDeDominio):
    """No se puede invitar, reenviar o revocar así; el mensaje dice por qué."""


class UsuarioOcupado(ErrorDeDominio):
    """Ese nombre de usuario ya es de otra cuenta."""


@dataclass(frozen=True, slots=True)
class Invitada:
    """A quién se invita. `vence_en` vacío: en siete días."""

    persona: str
    correo: str
    rol: Rol
    actor: ActorPolitico | None = None
    candidaturas: list[Candidatura] = field(default_factory=list)
    vence_en: datetime | None = None


def huella_de_ficha(ficha: str) -> str:
    return hashlib.sha256(ficha.encode()).hexdigest()


def _nueva_ficha() -> str:
    return secrets.token_urlsafe(32)


@transaction.atomic
def invitar(*, personas: Iterable[Invitada], adscripcion: Adscripcion) -> list[Invitacion]:
    """Invita a una o a muchas: o a todas o a ninguna. Lanza `InvitacionNoPosible`."""
    invitaciones = []
    for invitada in personas:
        _comprobar(invitada, adscripcion)
        invitaciones.append(_invitar(invitada, adscripcion.usuario))
    return invitaciones


@transaction.atomic
def invitar_a_coordinacion(*, persona: str, correo: str) -> Invitacion:
    """La primera cuenta, cuando todavía no hay quien invite. Solo desde la línea de órdenes."""
    if Adscripcion.objects.vigentes().filter(rol=Rol.COORDINACION).exists():
        raise InvitacionNoPosible("Ya hay una cuenta de Coordinación: que ella invite.")
    return _invitar(Invitada(persona, correo, Rol.COORDINACION), None)


def _comprobar(invitada: Invitada, adscripcion: Adscripcion) -> None:
    if invitada.rol not in roles_que_invita(adscripcion):
        raise PermissionDenied
    if adscripcion.rol == Rol.ENLACE:
        if invitada.actor != adscripcion.actor:
            raise PermissionDenied
        if not all(puede_capturar(adscripcion, c) for c in invitada.candidaturas):
            raise PermissionDenied
    elif (invitada.actor is None) == (invitada.rol == Rol.ENLACE) or invitada.candidaturas:
        raise InvitacionNoPosible("Un enlace es de un actor político; los demás, del instituto.")
    if invitada.rol == Rol.CANDIDATA and len(invitada.candidaturas) != 1:
        raise InvitacionNoPosible("Elija la candidatura de la persona.")
    if invitada.vence_en is not None and invitada.vence_en <= reloj.ahora():
        raise InvitacionNoPosible("La fecha en que vence debe ser posterior a este momento.")


def _invitar(invitada: Invitada, invita: Usuario | None) -> Invitacion:
    ahora = reloj.ahora()
    if invitada.rol == Rol.CANDIDATA:
        _comprobar_candidatura(invitada.candidaturas[0])
    ficha = _nueva_ficha()
    try:
        with transaction.atomic(), a_nombre_de(invita):
            invitacion = Invitacion.objects.create(
                folio=nuevo_folio("INV", reloj.hoy().year),
                huella_de_ficha=huella_de_ficha(ficha),
                persona=" ".join(invitada.persona.split()),
                correo=invitada.correo,
                rol=invitada.rol,
                actor=invitada.actor,
                invita=invita,
                creada_en=ahora,
                vence_en=invitada.vence_en or ahora + VIGENCIA,
            )
    except IntegrityError as error:
        raise InvitacionNoPosible(
            f"{invitada.persona} ya tiene una invitación sin aceptar con ese papel y ese correo. "
            "Reenvíela o revóquela."
        ) from error
    invitacion.candidaturas.set(invitada.candidaturas)
    _anotar(ClaseDeActo.INVITACION, invitacion, invita)
    _mandar(invitacion, ficha)
    return invitacion


def _comprobar_candidatura(candidatura: Candidatura) -> None:
    # El candado ordena a dos que invitan a la vez: la segunda ve la invitación de la primera.
    candidatura = bloquear_candidatura(candidatura.pk)
    if not candidatura.esta_en_boleta:
        raise InvitacionNoPosible("Esa candidatura ya no está en la boleta.")
    vivas = Invitacion.objects.filter(
        rol=Rol.CANDIDATA,
        candidaturas=candidatura,
        revocada_en=None,
        vence_en__gt=reloj.ahora(),
    )
    if vivas.exists():
        raise InvitacionNoPosible(
            f"{candidatura.nombre} ya tiene un enlace vigente. Reenvíelo o revóquelo."
        )


def _mandar(invitacion: Invitacion, ficha: str) -> None:
    candidatura = invitacion.candidaturas.select_related("formula__eleccion__cargo").first()
    comunes = {
        "persona": invitacion.persona,
        "de_quien": invitacion.actor.nombre if invitacion.actor else "El instituto",
        "vence": fecha_y_hora(invitacion.vence_en),
        "enlace": direccion_completa("invitacion", ficha),
    }
    if invitacion.rol == Rol.CANDIDATA and candidatura is not None:
        plantilla = "enlace_de_candidatura"
        eleccion = candidatura.formula.eleccion
        propios = {"cargo": f"{eleccion.cargo.nombre}, {eleccion.nombre_territorio}"}
    else:
        plantilla = "invitacion"
        propios = {
            "papel": invitacion.get_rol_display(),
            "invita": str(invitacion.invita or "El instituto"),
        }
    encolar(
        plantilla=plantilla,
        para=invitacion.correo,
        contexto=comunes | propios,
        clave=f"invitacion:{invitacion.pk}:{invitacion.envios}",
        proceso=invitacion.actor.proceso if invitacion.actor else None,
        candidatura=candidatura if invitacion.rol == Rol.CANDIDATA else None,
        autor=invitacion.invita,
    )


def _anotar(clase: ClaseDeActo, invitacion: Invitacion, autor: Usuario | None) -> None:
    anotar(
        clase=clase,
        proceso=invitacion.actor.proceso if invitacion.actor else None,
        actor=invitacion.actor,
        candidatura=(invitacion.candidaturas.first() if invitacion.rol == Rol.CANDIDATA else None),
        autor=autor,
        datos={"invitacion": invitacion.folio, "rol": invitacion.rol, "envio": invitacion.envios},
    )


def _bloquear(invitacion: Invitacion, adscripcion: Adscripcion) -> Invitacion:
    """Dentro del alcance (si no, `Invitacion.DoesNotExist`) y con la capacidad."""
    hallada = (
        Invitacion.objects.visibles_para(adscripcion)
        .select_for_update(of=("self",))
        .get(pk=invitacion.pk)
    )
    if not puede_administrar_invitaciones(adscripcion):
        raise PermissionDenied
    return hallada


@transaction.atomic
def reenviar(*, invitacion: Invitacion, adscripcion: Adscripcion) -> Invitacion:
    """Manda otro enlace; el anterior y lo que se abrió con él dejan de servir.

    Si ya había vencido, dura otra vez lo que duraba.
    """
    invitacion = _bloquear(invitacion, adscripcion)
    if not invitacion.se_puede_reenviar:
        raise InvitacionNoPosible("Esta invitación ya no se puede reenviar.")
    if invitacion.rol == Rol.CANDIDATA and not _en_boleta(invitacion):
        raise InvitacionNoPosible("Esa candidatura ya no está en la boleta.")
    ahora, ficha = reloj.ahora(), _nueva_ficha()
    if invitacion.vence_en <= ahora:
        invitacion.vence_en = ahora + (invitacion.vence_en - invitacion.creada_en)
    invitacion.huella_de_ficha = huella_de_ficha(ficha)
    invitacion.envios += 1
    with a_nombre_de(adscripcion.usuario):
        invitacion.save(update_fields=["huella_de_ficha", "envios", "vence_en"])
        _cerrar_lo_abierto(invitacion, invitacion.vence_en)
    _anotar(ClaseDeActo.REENVIO_DE_INVITACION, invitacion, adscripcion.usuario)
    _mandar(invitacion, ficha)
    return invitacion


@transaction.atomic
def revocar(*, invitacion: Invitacion, adscripcion: Adscripcion) -> Invitacion:
    """El enlace deja de servir y se cierra lo que se haya abierto con él."""
    invitacion = _bloquear(invitacion, adscripcion)
    if not invitacion.se_puede_reenviar:
        raise InvitacionNoPosible(
            "Esta invitación ya se había revocado."
            if invitacion.revocada_en
            else "Ya hay una cuenta: quítele la vigencia a la cuenta."
        )
    invitacion.revocada_en = reloj.ahora()
    invitacion.revocada_por = adscripcion.usuario
    with a_nombre_de(adscripcion.usuario):
        invitacion.save(update_fields=["revocada_en", "revocada_por"])
        _cerrar_lo_abierto(invitacion, invitacion.revocada_en)
    _anotar(ClaseDeActo.REVOCACION_DE_INVITACION, invitacion, adscripcion.usuario)
    return invitacion


def _cerrar_lo_abierto(invitacion: Invitacion, vence_en: datetime) -> None:
    if invitacion.cuenta is None:
        return
    cuenta = invitacion.cuenta
    # Cambia la huella de la contraseña, y con ella se cierran todas las sesiones de la cuenta.
    cuenta.set_unusable_password()
    cuenta.save(update_fields=["password"])
    Adscripcion.objects.filter(usuario=cuenta).update(vence_en=vence_en)


def _en_boleta(invitacion: Invitacion) -> bool:
    return all(c.esta_en_boleta for c in invitacion.candidaturas.all())


def buscar(ficha: str, *, bloquear: bool = False) -> Invitacion:
    """La invitación que abre esa ficha. Lanza `InvitacionNoValida`, siempre con el mismo texto: no
    dice si existió, venció o se revocó.
    """
    if bloquear:
        # Sin unir la cuenta: la que otro clic abrió mientras se esperaba llegaría vacía.
        invitaciones = Invitacion.objects.select_for_update(of=("self",))
    else:
        invitaciones = Invitacion.objects.select_related("actor__proceso", "cuenta", "invita")
    invitacion = invitaciones.filter(huella_de_ficha=huella_de_ficha(ficha)).first()
    if (
        invitacion is None
        or invitacion.revocada_en
        or invitacion.vence_en <= reloj.ahora()
        or (invitacion.aceptada_en and not invitacion.es_enlace)
        or (invitacion.rol == Rol.CANDIDATA and not _en_boleta(invitacion))
    ):
        raise InvitacionNoValida(
            "El enlace no sirve: quizá ya se usó, venció o se mandó otro después. Pida uno nuevo "
            "a quien le invitó."
        )
    return invitacion


@transaction.atomic
def aceptar(*, ficha: str, usuario: str, contrasena: str, aviso: int | None = None) -> Usuario:
    """Abre la cuenta con el nombre de usuario y la contraseña que eligió la persona.

    `aviso`: la versión del aviso de privacidad que dijo haber leído, None si no hay ninguna. Lanza
    `InvitacionNoValida`, `UsuarioOcupado` o `AvisoCambiado`.
    """
    invitacion = buscar(ficha, bloquear=True)
    cuenta = invitacion.cuenta or Usuario(nombre=invitacion.persona)
    cuenta.username, cuenta.email = usuario.lower(), invitacion.correo
    cuenta.set_password(contrasena)
    _abrir(invitacion, cuenta)
    aceptar_aviso(usuario=cuenta, version=aviso)
    return cuenta


@transaction.atomic
def entrar_con_enlace(*, ficha: str, aviso: int | None = None) -> Usuario:
    """La cuenta sin contraseña de una persona candidata; se hace la primera vez que abre su enlace.

    `aviso`: como en `aceptar`. Lanza `InvitacionNoValida` o `AvisoCambiado`.
    """
    invitacion = buscar(ficha, bloquear=True)
    if invitacion.rol != Rol.CANDIDATA:
        raise InvitacionNoValida("Este enlace pide crear una contraseña.")
    cuenta = invitacion.cuenta
    if cuenta is None:
        cuenta = Usuario(username=invitacion.folio.lower(), nombre=invitacion.persona)
        cuenta.set_unusable_password()
        _abrir(invitacion, cuenta)
    aceptar_aviso(usuario=cuenta, version=aviso)
    return cuenta


def _abrir(invitacion: Invitacion, cuenta: Usuario) -> None:
    ahora = reloj.ahora()
    with a_nombre_de(None):
        try:
            with transaction.atomic():
                if Usuario.objects.filter(username__iexact=cuenta.username).exclude(pk=cuenta.pk):
                    raise IntegrityError
                cuenta.save()
        except IntegrityError as error:
            raise UsuarioOcupado("Ese nombre de usuario ya está ocupado. Elija otro.") from error
        adscripcion, nueva = Adscripcion.objects.get_or_create(
            usuario=cuenta,
            defaults={
                "rol": invitacion.rol,
                "actor": invitacion.actor,
                "desde": ahora,
                "vence_en": invitacion.vence_en if invitacion.rol == Rol.CANDIDATA else None,
            },
        )
        if nueva:
            adscripcion.candidaturas.set(invitacion.candidaturas.all())
            _anotar(ClaseDeActo.APERTURA_DE_CUENTA, invitacion, cuenta)
        invitacion.cuenta = cuenta
        invitacion.aceptada_en = invitacion.aceptada_en or ahora
        invitacion.save(update_fields=["cuenta", "aceptada_en"])
