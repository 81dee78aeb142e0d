"""El buzón de la demostración: los correos como archivos, uno por correo, que se pueden abrir."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

from conoceles.comun.demostracion import LEYENDA


class BuzonSoloEnDemostracion(Exception):
    """Fuera de la demostración los correos van a su destino y aquí no se leen."""


@dataclass(frozen=True, slots=True)
class CorreoEnArchivo:
    nombre: str
    para: str
    asunto: str
    cuando: datetime
    cuerpo: str


def _carpeta() -> Path:
    if not settings.ES_DEMO:
        raise BuzonSoloEnDemostracion(LEYENDA)
    return Path(settings.EMAIL_FILE_PATH)


def _leer(ruta: Path) -> CorreoEnArchivo:
    mensaje = message_from_bytes(ruta.read_bytes(), policy=policy.default)
    assert isinstance(mensaje, EmailMessage)  # noqa: S101 - es lo que da `policy.default`
    cuerpo = mensaje.get_content().rpartition("\n" + "-" * 79)[0] or mensaje.get_content()
    return CorreoEnArchivo(
        ruta.name,
        str(mensaje["To"]),
        str(mensaje["Subject"]),
        parsedate_to_datetime(str(mensaje["Date"])),
        cuerpo.strip(),
    )


def listar(cuantos: int) -> list[CorreoEnArchivo]:
    """Los más recientes primero."""
    carpeta = _carpeta()
    rutas = sorted(carpeta.glob("*.log"), reverse=True) if carpeta.is_dir() else []
    return [_leer(ruta) for ruta in rutas[:cuantos]]


def abrir(nombre: str) -> CorreoEnArchivo | None:
    """Uno por el nombre de su archivo; None si no hay ninguno que se llame así."""
    # Se busca entre los que hay: un nombre de fuera nunca forma una ruta.
    carpeta = _carpeta()
    rutas = {r.name: r for r in carpeta.glob("*.log")} if carpeta.is_dir() else {}
    return _leer(rutas[nombre]) if nombre in rutas else None
