"""Encolar y enviar correos: salen después de guardar, se reintentan y cada uno sale una vez.

El renglón queda bloqueado mientras se envía, así que dos trabajadores no toman el mismo. Si el
trabajador muere justo entre que el servidor de correo acepta y se guarda que aceptó, se envía otra
vez con el mismo `Message-ID`, que es como los programas de correo reconocen un repetido.
"""

import hashlib
import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.bitacora import a_nombre_de
from captura.models import Adscripcion, Correo, EstadoDeCorreo, PlantillaDeCorreo, Usuario
from captura.permisos import puede_editar_textos, puede_ver_correos
from captura.plantillas_de_correo import PLANTILLAS, Texto, llenar, texto_vigente, validar
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

bitacora = logging.getLogger(__name__)

# Cuánto se espera tras cada intento fallido; después del último se da por perdido.
ESPERAS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360))


class PlantillaCambiada(ErrorDeDominio):
    """Alguien guardó otra versión mientras se editaba esta."""


def direccion_completa(nombre: str, *partes) -> str:
    """La dirección absoluta de una vista, para escribirla en un correo."""
    return settings.SITIO_URL + reverse(nombre, args=partes)


def encolar(
    *,
    plantilla: str,
    para: str,
    contexto: dict[str, str],
    clave: str,
    proceso: ProcesoElectoral | None = None,
    candidatura: Candidatura | None = None,
    autor: Usuario | None = None,
) -> Correo:
    """Deja un correo por enviar; saldrá cuando la transacción se guarde.

    `contexto`: un texto por cada marcador de la plantilla; con uno de más o de menos, `ValueError`.
    `clave`: con la misma no se encola dos veces y devuelve el primero.
    """
    definicion = PLANTILLAS[plantilla]
    if contexto.keys() != definicion.marcadores.keys():
        raise ValueError(f"marcadores de «{plantilla}»: {sorted(definicion.marcadores)}")
    texto = texto_vigente(plantilla)
    instituto = {"instituto": settings.INSTITUTO["nombre"], "area": settings.INSTITUTO["area"]}
    visibles = {
        nombre: valor
        for nombre, valor in (instituto | contexto).items()
        if nombre not in definicion.reservados
    }
    ahora = reloj.ahora()
    correo, nuevo = Correo.objects.get_or_create(
        clave=clave,
        defaults={
            "plantilla": plantilla,
            "para": para,
            # Un salto de línea en el asunto sería otro encabezado.
            "asunto": " ".join(llenar(texto.asunto, visibles).split())[:300],
            "cuerpo": llenar(texto.cuerpo, visibles),
            "reservados": {n: contexto[n] for n in definicion.reservados},
            "proceso": proceso,
            "candidatura": candidatura,
            "autor": autor,
            "creado_en": ahora,
            "proximo_intento_en": ahora,
        },
    )
    if nuevo:
        _avisar_al_trabajador(correo.pk)
    return correo


def _avisar_al_trabajador(pk: int) -> None:
    from captura.tasks import enviar_correo  # las tareas usan este servicio

    # `robust`: sin Redis lo guardado sigue guardado y el repaso de la agenda lo enviará.
    transaction.on_commit(lambda: enviar_correo.delay(pk), robust=True)


def _por_enviar(ahora: datetime):
    return Correo.objects.filter(estado=EstadoDeCorreo.PENDIENTE, proximo_intento_en__lte=ahora)


@transaction.atomic
def enviar(pk: int | None = None) -> Correo | None:
    """Envía ese correo, o el más atrasado si no se dice cuál. None si no hay o ya lo tiene otro."""
    ahora = reloj.ahora()
    pendientes = _por_enviar(ahora).order_by("proximo_intento_en", "pk")
    if pk is not None:
        pendientes = pendientes.filter(pk=pk)
    correo = pendientes.select_for_update(of=("self",), skip_locked=True).first()
    if correo is None:
        return None
    correo.intentos += 1
    try:
        _entregar(correo)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _anotar_falla(correo, error, ahora)
    else:
        correo.estado, correo.falla, correo.enviado_en = EstadoDeCorreo.ENVIADO, "", ahora
        correo.reservados = {}
    correo.save(
        update_fields=[
            "estado", "intentos", "falla", "reservados", "proximo_intento_en", "enviado_en",
        ]
    )  # fmt: skip
    return correo


def _entregar(correo: Correo) -> None:
    dominio = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    resumen = hashlib.sha256(correo.clave.encode()).hexdigest()[:32]
    EmailMessage(
        correo.asunto,
        llenar(correo.cuerpo, correo.reservados),
        to=[correo.para],
        headers={
            "Message-ID": f"<{resumen}@{dominio}>",
            "Date": format_datetime(timezone.localtime(reloj.ahora())),
            "Auto-Submitted": "auto-generated",
        },
    ).send()


def _anotar_falla(correo: Correo, error: Exception, ahora: datetime) -> None:
    correo.falla = type(error).__name__
    codigo = getattr(error, "smtp_code", None)
    if codigo:
        correo.falla += f" {codigo}"
    if correo.intentos > len(ESPERAS):
        correo.estado, correo.reservados = EstadoDeCorreo.FALLIDO, {}
    else:
        correo.proximo_intento_en = ahora + ESPERAS[correo.intentos - 1]
    bitacora.warning("correo=%s intento=%s no salió: %s", correo.pk, correo.intentos, correo.falla)


def enviar_pendientes() -> int:
    """Envía lo que quedó atrás (Redis o el servidor de correo no respondían). Cuántos intentó."""
    cuantos = 0
    while enviar() is not None:
        cuantos += 1
    return cuantos


@transaction.atomic
def reintentar(*, correo: Correo, adscripcion: Adscripcion) -> Correo:
    """Adelanta el siguiente intento de un correo que sigue por enviar."""
    if not puede_ver_correos(adscripcion):
        raise PermissionDenied
    correo = Correo.objects.select_for_update(of=("self",)).get(pk=correo.pk)
    if correo.estado != EstadoDeCorreo.PENDIENTE:
        raise ErrorDeDominio(
            "Este correo ya salió."
            if correo.estado == EstadoDeCorreo.ENVIADO
            else "Este correo se dio por perdido: repita lo que lo originó para enviar otro."
        )
    correo.proximo_intento_en = reloj.ahora()
    correo.save(update_fields=["proximo_intento_en"])
    _avisar_al_trabajador(correo.pk)
    return correo


@transaction.atomic
def editar_plantilla(
    *, clave: str, asunto: str, cuerpo: str, version: str, adscripcion: Adscripcion
) -> PlantillaDeCorreo:
    """`version`: el `version_de(clave)` que vio quien edita.

    Lanza `TextoConMarcadoresMalEscritos` o `PlantillaCambiada`.
    """
    if not puede_editar_textos(adscripcion):
        raise PermissionDenied
    texto = Texto(" ".join(asunto.split()), cuerpo.replace("\r\n", "\n").strip())
    validar(clave, texto)
    with a_nombre_de(adscripcion.usuario):
        inicial = texto_vigente(clave)
        plantilla, nueva = PlantillaDeCorreo.objects.get_or_create(
            clave=clave,
            defaults={
                "asunto": inicial.asunto,
                "cuerpo": inicial.cuerpo,
                "actualizado_en": reloj.ahora(),
            },
        )
        plantilla = PlantillaDeCorreo.objects.select_for_update().get(pk=plantilla.pk)
        if version != ("" if nueva else plantilla.actualizado_en.isoformat()):
            raise PlantillaCambiada(
                "Alguien más guardó este correo mientras usted lo editaba. Copie lo suyo, abra de "
                "nuevo la página y vuelva a intentarlo."
            )
        plantilla.asunto, plantilla.cuerpo = texto.asunto, texto.cuerpo
        plantilla.actualizado_en = reloj.ahora()
        plantilla.save(update_fields=["asunto", "cuerpo", "actualizado_en"])
    return plantilla


def version_de(clave: str) -> str:
    """Qué versión se está viendo: el momento del último cambio, o vacío si nadie la ha editado."""
    plantilla = PlantillaDeCorreo.objects.filter(clave=clave).first()
    return plantilla.actualizado_en.isoformat() if plantilla else ""


@dataclass(frozen=True, slots=True)
class VersionGuardada:
    cuando: datetime
    quien: str
    asunto: str
    cuerpo: str


def versiones_de(clave: str, cuantas: int) -> list[VersionGuardada]:
    """Lo que ha dicho un correo, lo último primero."""
    plantilla = PlantillaDeCorreo.objects.filter(clave=clave).first()
    if plantilla is None:
        return []
    # La relación la añade pghistory al cargar los modelos; mypy no la ve.
    versiones = plantilla.versiones  # type: ignore[attr-defined]
    eventos = list(versiones.select_related("pgh_context").order_by("-pgh_id")[:cuantas])
    autores = {e.pgh_context.metadata.get("usuario") for e in eventos if e.pgh_context}
    nombres = {u.pk: str(u) for u in Usuario.objects.filter(pk__in=autores - {None})}
    return [
        VersionGuardada(
            e.pgh_created_at,
            nombres.get(e.pgh_context.metadata.get("usuario"), "Sistema")
            if e.pgh_context
            else "Sistema",
            e.asunto,
            e.cuerpo,
        )
        for e in eventos
    ]
