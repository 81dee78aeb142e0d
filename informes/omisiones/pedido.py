"""Pedir la lista al trabajador."""

from django.core.exceptions import PermissionDenied

from candidaturas.models import ActorPolitico, ProcesoElectoral
from captura.models import Adscripcion, Trabajo
from captura.permisos import puede_ver_informes
from captura.servicios.trabajos import pedir
from captura.tablero import Apremio, Falta
from conoceles.comun import reloj
from informes.omisiones.foto import TITULO

FORMATOS = ("pdf", "xlsx")


def pedir_lista(
    *,
    proceso: ProcesoElectoral,
    actor: ActorPolitico | None,
    falta: str,
    apremio: str,
    formato: str,
    adscripcion: Adscripcion,
) -> Trabajo:
    """Dos peticiones iguales en el mismo minuto son un trabajo."""
    if not puede_ver_informes(adscripcion):
        raise PermissionDenied
    parametros = {
        "proceso": proceso.clave,
        "actor": actor.pk if actor else 0,
        "falta": falta,
        "apremio": apremio,
        "formato": formato,
        "criterios": criterios(actor, falta, apremio),
    }
    clave = [*(str(parametros[c]) for c in ("proceso", "actor", "falta", "apremio", "formato"))]
    return pedir(
        clase="omisiones",
        clave=":".join([*clave, f"{reloj.ahora():%Y-%m-%dT%H:%M}"]),
        parametros=parametros,
        adscripcion=adscripcion,
        titulo=f"{TITULO} ({formato.upper()})",
    )


def criterios(actor: ActorPolitico | None, falta: str, apremio: str) -> str:
    """Los filtros, en palabras; el archivo tiene que decir que no están todas."""
    partes = []
    if actor:
        partes.append(f"solo de {actor.nombre}")
    if falta:
        partes.append(f"solo a las que falta: {Falta(falta).label.lower()}")
    if apremio:
        partes.append(f"plazo: {Apremio(apremio).label.lower()}")
    return f"Filtros: {'; '.join(partes)}." if partes else "Todos los actores, sin filtros."
