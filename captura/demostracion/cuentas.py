"""Cuentas de demostración: al menos una por rol. Se rehúsan en producción."""

from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password

from candidaturas.models import ActorPolitico, AvisoDePrivacidad, ProcesoElectoral
from captura.demostracion import comprobar_demostracion
from captura.models import Adscripcion, Rol, Usuario
from captura.servicios.avisos import aceptar_aviso

CONTRASENA = "demostracion-conoceles-2023"

# usuario, nombre, rol, siglas del actor
CUENTAS = (
    ("enlace.morena", "Enlace de Morena", Rol.ENLACE, "Morena"),
    ("enlace.pri", "Enlace del PRI (captura la Alianza)", Rol.ENLACE, "PRI"),
    ("enlace.pan", "Enlace del PAN (lee la Alianza)", Rol.ENLACE, "PAN"),
    ("enlace.prd", "Enlace del PRD", Rol.ENLACE, "PRD"),
    ("enlace.pt", "Enlace del PT", Rol.ENLACE, "PT"),
    ("enlace.pvem", "Enlace del PVEM", Rol.ENLACE, "PVEM"),
    ("enlace.udc", "Enlace de UDC (captura Rescatemos)", Rol.ENLACE, "UDC"),
    ("enlace.mc", "Enlace de MC", Rol.ENLACE, "MC"),
    ("capturista.morena", "Capturista de Morena", Rol.CAPTURISTA, "Morena"),
    ("candidata.morena", "Persona candidata de Morena", Rol.CANDIDATA, "Morena"),
    ("revision", "Revisión de UTTAI", Rol.REVISION, ""),
    ("coordinacion", "Coordinación de UTTAI", Rol.COORDINACION, ""),
    ("comision", "Comisión de Transparencia", Rol.COMISION, ""),
    ("secretaria", "Secretaría Ejecutiva", Rol.SECRETARIA, ""),
    ("sistemas", "Sistemas", Rol.SISTEMAS, ""),
)


@dataclass(frozen=True, slots=True)
class CuentaDeDemostracion:
    usuario: str
    rol: str
    de_quien: str
    secreto_totp: str


def crear_cuentas(proceso: ProcesoElectoral) -> dict[str, Adscripcion]:
    """Crea las cuentas que falten y devuelve usuario → adscripción."""
    comprobar_demostracion()
    # Una sola derivación para todas: derivar quince veces tarda más que cargar la demostración.
    contrasena = make_password(CONTRASENA)
    actores = {a.siglas: a for a in ActorPolitico.objects.filter(proceso=proceso)}
    adscripciones = {}
    aviso = AvisoDePrivacidad.objects.vigente()
    version = aviso.version if aviso else None
    for nombre_usuario, nombre, rol, siglas in CUENTAS:
        usuario, nueva = Usuario.objects.get_or_create(
            username=nombre_usuario,
            defaults={
                "nombre": nombre,
                "es_demo": True,
                "password": contrasena,
                # A quien se le recuerda lo que falta.
                "email": f"{nombre_usuario}@example.org" if siglas else "",
            },
        )
        if nueva and rol in Rol.con_segundo_factor():
            TOTP.activate(usuario, generate_totp_secret())
        adscripciones[nombre_usuario], _ = Adscripcion.objects.get_or_create(
            usuario=usuario, defaults={"rol": rol, "actor": actores.get(siglas)}
        )
        aceptar_aviso(usuario=usuario, version=version)
    return adscripciones


def cuentas() -> list[CuentaDeDemostracion]:
    """Las cuentas de demostración con el secreto de su segundo factor, si lo llevan."""
    comprobar_demostracion()
    secretos = {
        a.user_id: get_adapter().decrypt(a.data["secret"])
        for a in Authenticator.objects.filter(
            type=Authenticator.Type.TOTP, user__es_demo=True
        ).select_related("user")
    }
    return [
        CuentaDeDemostracion(
            a.usuario.username,
            a.get_rol_display(),
            str(a.actor) if a.actor else "",
            secretos.get(a.usuario_id, ""),
        )
        for a in Adscripcion.objects.filter(usuario__username__in=[c[0] for c in CUENTAS])
        .select_related("usuario", "actor")
        .order_by("pk")
    ]
