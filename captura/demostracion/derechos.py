"""Solicitudes de derechos de personas ficticias, una en cada situación."""

from datetime import datetime
from functools import partial

from django.utils import timezone

from candidaturas.models import Candidatura
from captura.demostracion.guion import Guion, momento
from captura.demostracion.papeles import papel_ficticio
from captura.escaneos import Pagina
from captura.models import Derecho, Sentido, SolicitudDeDerechos
from captura.servicios.derechos import cumplir_solicitud, registrar_solicitud, resolver_solicitud

# Derecho, qué pide, cuándo llega y, si se resolvió, cuándo, en qué sentido y por qué.
_POR_ESCRITO = (
    (Derecho.RECTIFICACION, "Que mi escolaridad diga maestría.", momento(4, 12), None),
    (Derecho.OPOSICION, "Que no se difunda mi página web.", momento(4, 24),
     (momento(5, 9), Sentido.IMPROCEDENTE, "La página se publicó a petición de su partido.")),
    (Derecho.RECTIFICACION, "Que mi segundo apellido lleve acento.", momento(5, 8),
     (momento(5, 25), Sentido.PROCEDENTE, "Así consta en su acta de nacimiento.")),
    (Derecho.CANCELACION, "Que se borre lo que capturé.", momento(5, 26), None),
)  # fmt: skip


def planear_derechos(guion: Guion, candidaturas: list[Candidatura]) -> None:
    """La candidata de la demostración ya recibió lo suyo; lo demás llegó por escrito."""
    cuenta = guion.cuentas["candidata.morena"]
    suya = next(c for c in candidaturas if cuenta.candidaturas.filter(pk=c.pk).exists())
    acceso = (Derecho.ACCESO, "Todo lo que el sistema tiene sobre mí.", momento(4, 18))
    resuelta = (momento(4, 25), Sentido.PROCEDENTE, "Acreditó su identidad.")
    _planear(guion, suya, (*acceso, resuelta), cuenta)
    guion.el(momento(4, 27), partial(_cumplir, guion, suya))
    otras = [c for c in candidaturas if c.formula.actor.siglas == "PT"]
    for candidatura, pedido in zip(otras, _POR_ESCRITO, strict=False):
        _planear(guion, candidatura, pedido, guion.cuentas["revision"])


def _planear(guion: Guion, candidatura: Candidatura, pedido, adscripcion) -> None:
    derecho, pide, llega, resuelta = pedido
    guion.el(llega, partial(_registrar, candidatura, derecho, pide, llega, adscripcion))
    if resuelta:
        cuando, sentido, motivo = resuelta
        guion.el(cuando, partial(_resolver, guion, candidatura, sentido, motivo))


def _registrar(candidatura, derecho, pide: str, llega: datetime, adscripcion) -> None:
    registrar_solicitud(
        candidatura=candidatura,
        derecho=derecho,
        solicitante=candidatura.nombre,
        pide=pide,
        identificacion=Pagina.de(papel_ficticio("IDENTIFICACIÓN FICTICIA", candidatura.nombre)),
        recibida_el=timezone.localdate(llega),
        adscripcion=adscripcion,
    )


def _resolver(guion: Guion, candidatura: Candidatura, sentido: Sentido, motivo: str) -> None:
    resolver_solicitud(
        solicitud=SolicitudDeDerechos.objects.get(candidatura=candidatura),
        sentido=sentido,
        motivo=motivo,
        adscripcion=guion.cuentas["coordinacion"],
    )


def _cumplir(guion: Guion, candidatura: Candidatura) -> None:
    cumplir_solicitud(
        solicitud=SolicitudDeDerechos.objects.get(candidatura=candidatura),
        efecto="Bajó de su cuenta el archivo con todo lo suyo.",
        referencia="",
        adscripcion=guion.cuentas["coordinacion"],
    )
